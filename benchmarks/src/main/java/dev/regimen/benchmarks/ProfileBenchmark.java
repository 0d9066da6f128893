package dev.regimen.benchmarks;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Objective;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.optimizer.Updater;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Sample;
import dev.regimen.torch.Denormals;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import dev.regimen.training.TrainingListener;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Where the time of a step goes: a loop of the library's own parts with a clock between them, beside the same steps by
 * {@code Trainer}. What {@code Trainer} takes longer is what it does besides: counting, and at the beginning and the
 * end of a phase making an optimizer and looking at a few validation examples.
 */
final class ProfileBenchmark {
    private static final String NET = "net";
    private static final int WARM_UP = 2;

    private ProfileBenchmark() {}

    /**
     * What was found, each the median of all rounds.
     *
     * @param parts seconds of a step by part, in the order of the step; what {@code Trainer} does besides is the last
     * @param step seconds of a whole step by {@code Trainer}
     */
    record Found(Map<String, Double> parts, double step) {
        /** As {@code forward 31 %, backward 52 %}. */
        String shares() {
            StringBuilder text = new StringBuilder();
            parts.forEach((part, seconds) ->
                    text.append(text.isEmpty() ? "" : ", ").append(Row.text("%s %.0f %%", part, 100 * seconds / step)));
            return text.toString();
        }
    }

    /**
     * @param steps in a round
     * @param rounds how many count
     */
    static Found measure(Workload workload, int steps, int rounds) {
        String[] names = {"batch", "forward", "loss", "backward", "optimizer", "freeing"};
        double[][] seconds = new double[names.length][rounds];
        double[] whole = new double[rounds];
        try (SyntheticExamples examples = new SyntheticExamples(workload.fields());
                RegimenLoop loop = new RegimenLoop(workload, examples, 1, steps, TrainingListener.SILENT);
                Parts parts = new Parts(workload, examples)) {
            for (int round = -WARM_UP; round < rounds; round++) {
                boolean partsFirst = round % 2 == 0; // nobody always comes after the same
                double[] own = partsFirst ? parts.round(steps, names.length) : null;
                long begun = System.nanoTime();
                loop.run(steps);
                double taken = (System.nanoTime() - begun) / 1e9 / steps;
                own = partsFirst ? own : parts.round(steps, names.length);
                if (round >= 0) {
                    whole[round] = taken;
                    for (int i = 0; i < own.length; i++) {
                        seconds[i][round] = own[i];
                    }
                }
            }
        }
        double step = median(whole);
        Map<String, Double> found = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            found.put(names[i], median(seconds[i]));
        }
        found.put(
                "the rest",
                step - found.values().stream().mapToDouble(Double::doubleValue).sum());
        return new Found(found, step);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The parts of a step, one after another. */
    private static final class Parts implements AutoCloseable {
        private final Model model;
        private final Objective objective;
        private final BatchSource batches;
        private final Updater updater;
        private final Generator generator = Seeds.generator(1);

        Parts(Workload workload, SyntheticExamples examples) {
            model = workload.spec().create(workload.fields(), 1);
            model.requireGradients(Set.of(NET));
            objective = new CrossEntropy(NET, SyntheticExamples.LABEL).fitted(workload.fields());
            batches = examples.training(1, workload.batch(), Sample.ALL);
            updater = AdamSettings.defaults()
                    .withLearningRate(RegimenLoop.LEARNING_RATE)
                    .updater(model.parameters(NET));
        }

        /** Seconds of a step by part. */
        double[] round(int steps, int parts) {
            torch.get_num_threads(); // a thread's first call would set the number anew
            torch.set_num_threads(1);
            long[] sums = new long[parts];
            Denormals.flushed(() -> {
                for (int i = 0; i < steps; i++) {
                    step(sums);
                }
                return sums;
            });
            return Arrays.stream(sums).mapToDouble(sum -> sum / 1e9 / steps).toArray();
        }

        private void step(long[] sums) {
            long[] at = new long[sums.length + 1];
            try (PointerScope scope = new PointerScope()) {
                at[0] = System.nanoTime();
                Batch batch = batches.next(model);
                at[1] = System.nanoTime();
                Outputs outputs = model.forward(batch, List.of(NET), Set.of(NET), generator);
                at[2] = System.nanoTime();
                Tensor loss = objective.loss(outputs, batch);
                TensorData.toDouble(loss);
                at[3] = System.nanoTime();
                model.parameters(NET)
                        .values()
                        .forEach(parameter -> parameter.mutable_grad().reset());
                loss.backward();
                at[4] = System.nanoTime();
                updater.step(RegimenLoop.LEARNING_RATE);
                at[5] = System.nanoTime();
            }
            at[6] = System.nanoTime();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += at[i + 1] - at[i];
            }
        }

        @Override
        public void close() {
            updater.close();
            generator.close();
            model.close();
        }
    }
}
