package dev.regimen.training;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.learner.Fitted;
import dev.regimen.learner.FittedPredictor;
import dev.regimen.learner.Inputs;
import dev.regimen.learner.Learner;
import dev.regimen.learner.Rows;
import dev.regimen.objective.Head;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Predictor;
import dev.regimen.task.Sample;
import dev.regimen.task.Task;
import dev.regimen.task.Uninformed;
import dev.regimen.task.WeightedBootstrap;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorBytes;
import dev.regimen.torch.TensorData;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;

/**
 * What a learner that is not neural does in the place of phases. It is given, in one go, as many examples as a first
 * phase would see, each at most once; so many are counted, however often it looks at them. Between its beginning and
 * its end there is nothing to be saved: one that was stopped begins again, and ends the same.
 *
 * @param inputs what it reads
 * @param sample which of the training examples it may see
 */
record Learning(Learner learner, Inputs inputs, Task task, TrainingKey key, Surroundings surroundings, Sample sample) {
    private static final String TENSOR = "learner";

    /** What growing trees takes for each number of an example, in bytes: they keep it sorted and as an object. */
    private static final double BYTES_PER_NUMBER = 100;

    private static final double GIGABYTE = 1e9;

    /**
     * Learns, or takes what was learned from the store.
     *
     * @param most how many examples to learn from at most
     * @throws IllegalArgumentException if it cannot learn such a task within such a budget
     */
    Learned run(Budget budget, int batchSize, Optional<Integer> most) {
        require(
                task.objective().heads().size() == 1,
                "it learns one target, but the final objective is about "
                        + task.objective().heads().stream().map(Head::target).toList());
        Field target = task.target(head());
        require(
                target.shape().elements() == 1 && head().reading().isEmpty(),
                "it learns one class or number for each example, but '" + head().target() + "' is " + target);
        learner.misfit(target).ifPresent(misfit -> require(false, misfit));
        int count = count(budget, batchSize, most);
        requireMemory(count);
        if (surroundings.inspector().isPresent()) {
            surroundings.inspector().get().stated(key, statement(count));
            return new Learned(new Uninformed(task), report(Spent.NOTHING, List.of(), StopReason.BUDGET_SPENT));
        }
        Optional<Checkpoint> kept = surroundings.store().load();
        if (kept.isPresent()) {
            return restored(kept.get(), target);
        }
        if (surroundings.cancelled().getAsBoolean()) {
            return new Learned(new Uninformed(task), report(Spent.NOTHING, List.of(), StopReason.CANCELLED));
        }
        return learned(count, target);
    }

    private Learned learned(int count, Field target) {
        Stopwatch watch = new Stopwatch();
        watch.start();
        Fitted fitted = learner.learn(rows(count, target), Seeds.derive(key.derivedSeed(), "learner"));
        watch.stop();
        Spent spent = watch.spent(count, 0);
        Predictor predictor = predictor(fitted, target);
        Point point = new Point(
                spent, null, Evaluation.scores(predictor, task, task.examples().validation()));
        PhaseReport report = report(spent, List.of(point), StopReason.BUDGET_SPENT);
        byte[] bytes = fitted.bytes();
        TensorBytes tensor = new TensorBytes("U8", List.of((long) bytes.length), ByteBuffer.wrap(bytes));
        surroundings.store().save(new Checkpoint(List.of(report), null, Map.of(TENSOR, tensor)));
        surroundings.listener().phaseFinished(key, report);
        return new Learned(predictor, report);
    }

    private Learned restored(Checkpoint checkpoint, Field target) {
        PhaseReport report =
                checkpoint.finished().isEmpty() ? null : checkpoint.finished().get(0);
        if (report == null || !report.phase().equals(learner.title())) {
            throw new IllegalArgumentException("the checkpoint of " + key + " is not of a " + learner.title()
                    + ": it belongs to another experiment");
        }
        ByteBuffer data =
                TrainerState.required(checkpoint.tensors(), TENSOR).data().duplicate();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return new Learned(predictor(learner.restore(bytes, target), target), report);
    }

    private Predictor predictor(Fitted fitted, Field target) {
        return new FittedPredictor(fitted, inputs, head().of(), target);
    }

    /** As many as the budget allows, of finitely many each once. */
    private int count(Budget budget, int batchSize, Optional<Integer> most) {
        double allowed =
                switch (budget.unit()) {
                    case EXAMPLES -> budget.amount();
                    case STEPS -> budget.amount() * batchSize;
                    case SECONDS ->
                        throw new IllegalArgumentException("a " + learner.title() + " learns in one go and cannot stop"
                                + " when its time is up; give the budget in examples or steps");
                };
        long population = task.examples().training(0, 1, sample).population().orElse(Long.MAX_VALUE);
        return (int) Math.min(Math.min(allowed, (double) population), most.orElse(Integer.MAX_VALUE));
    }

    private void requireMemory(int count) {
        double needed = BYTES_PER_NUMBER * count * inputs.columns();
        double there = Runtime.getRuntime().maxMemory();
        require(
                needed < there,
                String.format(
                        Locale.ROOT,
                        "%,d examples of %,d numbers may need %.1f GB of memory, but there are %.1f; let it learn from"
                                + " fewer by 'examples'",
                        count,
                        inputs.columns(),
                        needed / GIGABYTE,
                        there / GIGABYTE));
    }

    private Rows rows(int count, Field target) {
        try (PointerScope scope = new PointerScope()) {
            // In the order in which a first phase sees them.
            long seed = Seeds.derive(key.derivedSeed(), "examples/0");
            Batch batch = task.examples().training(seed, count, sample).next(null);
            double[] all = TensorData.toDoubles(batch.value(head().target()));
            double[][] rows = inputs.of(batch);
            int[] counted = IntStream.range(0, all.length)
                    .filter(i -> head().ignored().isEmpty()
                            || (all[i] >= 0 && all[i] != head().ignored().getAsLong()))
                    .toArray();
            return new Rows(
                    Arrays.stream(counted).mapToObj(i -> rows[i]).toArray(double[][]::new),
                    Arrays.stream(counted).mapToDouble(i -> all[i]).toArray(),
                    target);
        }
    }

    private PhaseReport report(Spent spent, List<Point> curve, StopReason stop) {
        Head head = head();
        return new PhaseReport(
                learner.title(),
                List.of(),
                List.of(),
                List.of(head.of() + " on " + head.target()),
                spent.examples() > 0 ? List.of(new Label(head.target(), Label.FINAL)) : List.of(),
                spent,
                Map.of(),
                Map.of(),
                0,
                curve,
                stop,
                stop == StopReason.CANCELLED ? "not begun; it can be resumed" : null);
    }

    private Statement statement(int count) {
        return new Statement(
                learner.title() + " (not neural)",
                String.format(
                        Locale.ROOT,
                        "A %s is no neural model: it has no modules, and there is no gradient to look at. It learns '%s'"
                                + " from %s in one go, from %,d examples.",
                        learner.title(),
                        head().target(),
                        String.join(" and ", inputs.fields().keySet()),
                        count),
                link(sample));
    }

    /** What is drawn by weights is drawn by what others got wrong. */
    static Link link(Sample sample) {
        return sample.sampling() instanceof WeightedBootstrap ? Link.MISTAKES : Link.NONE;
    }

    private Head head() {
        return task.finalHead();
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("learner: " + learner.title() + ": " + otherwise);
        }
    }
}
