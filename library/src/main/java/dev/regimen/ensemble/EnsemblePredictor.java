package dev.regimen.ensemble;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.metric.Answers;
import dev.regimen.objective.Head;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Labelled;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.SampleValues;
import dev.regimen.task.Samples;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Several predictors whose predictions are combined, head by head. Closing it closes the members. */
public final class EnsemblePredictor implements Predictor {
    /** What members say of so many pixels takes some hundred MB, and is more than enough to fit weights. */
    private static final long MOST_NUMBERS = 50_000_000;

    private final MemberPredictions members;
    private final CombinerSettings settings;
    private final Task task;
    private final Map<Head, HeldOut.Rows> rows = new HashMap<>();
    /** Of every head that somebody says something about; null before they are needed. */
    private Map<String, Combiner> combiners;

    /**
     * Combiners that are fitted are fitted on the task's validation examples, which therefore have to stay open; at the
     * first prediction, as many ensembles are made to be looked at, or of members that were stopped. The first final
     * head must suit the combiner; another one that does not, or a seam, such as one of real numbers where classes are
     * voted on, gets the mean. About a seam only those members count that say something about it.
     *
     * @param members at least one; this object owns them from now on, and they stay as they are
     */
    public EnsemblePredictor(List<Predictor> members, CombinerSettings settings, Task task) {
        this.members = new MemberPredictions(members);
        this.settings = settings;
        this.task = task;
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            check(settings, task);
            requireHeldOut();
            requireAlike();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private synchronized Map<String, Combiner> combiners() {
        if (combiners == null) {
            combiners = fitted();
        }
        return combiners;
    }

    private Map<String, Combiner> fitted() {
        Map<String, Combiner> fitted = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (Head head : task.heads()) {
                if (says(head.of())) {
                    HeldOut.Rows wanted = rowsToFit(head);
                    fitted.put(
                            head.of(), combiner(settings, task, head, wanted, () -> onAll(validation(), head, wanted)));
                }
            }
        }
        return fitted;
    }

    private Dataset validation() {
        return task.examples().validation();
    }

    /** Of one example, which is soon predicted. */
    private void requireAlike() {
        List<Predictions> said = predictions(validation().slice(0, 1));
        for (Head head : task.heads()) {
            List<String> shapes = said.stream()
                    .filter(one -> one.has(head.of()))
                    .map(one -> TensorData.shape(one.of(head.of())))
                    .toList();
            for (int i = 1; i < shapes.size(); i++) {
                if (!shapes.get(i).equals(shapes.get(0))) {
                    throw new IllegalArgumentException("members cannot be combined: of one example the first says "
                            + shapes.get(0) + " at '" + head.of() + "', but another " + shapes.get(i));
                }
            }
        }
    }

    /**
     * Finds out whether predictions of a task can be combined so, which can be known before anything is trained.
     *
     * @throws IllegalArgumentException if the first final head cannot, by which ensembles are judged
     */
    public static void check(CombinerSettings settings, Task task) {
        misfit(settings, task, task.finalHead()).ifPresent(misfit -> {
            throw new IllegalArgumentException(misfit);
        });
    }

    private static Optional<String> misfit(CombinerSettings settings, Task task, Head head) {
        Optional<String> misfit = settings.misfit(task.target(head));
        boolean strings = head.reading().isPresent();
        boolean combined = head.reading().flatMap(settings::ofStrings).isPresent();
        return misfit.isPresent() || !strings || combined
                ? misfit
                : Optional.of(
                        "the combiner takes each answer by itself, but '" + head.of()
                                + "' reads whole strings, which each member places in its own way; majority-vote and mean combine those");
    }

    /** Those of the validation examples that combiners are fitted to. */
    HeldOut.Rows rowsToFit(Head head) {
        return rows.getOrDefault(head, HeldOut.Rows.ALL);
    }

    /** @param predictions of the members for these rows of the validation examples, for combiners that are fitted */
    static Combiner combiner(
            CombinerSettings settings, Task task, Head head, HeldOut.Rows wanted, Supplier<Tensor> predictions) {
        CombinerSettings own = misfit(settings, task, head).isEmpty() ? settings : new Mean();
        return head.reading()
                .flatMap(own::ofStrings)
                .orElseGet(() -> own.fit(HeldOut.of(task, head, wanted, predictions)));
    }

    /**
     * What this ensemble is worth beside its members and beside fewer of them, on the task's test examples. Combiners
     * that are fitted are fitted anew for every number of members.
     *
     * @param withSamples whether to say, too, how far members differ about the sample examples
     */
    public Worth worth(boolean withSamples) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Map<String, SampleValues> dissent = withSamples ? Samples.computed(task, this::dissent) : Map.of();
            return new Appraisal(this, settings, task).worth(dissent);
        }
    }

    /** Those that the combiners of final heads are fitted to, and its members' own. */
    @Override
    public Set<String> fittedTo() {
        Set<String> fields = new TreeSet<>();
        members.members().forEach(member -> fields.addAll(member.fittedTo()));
        fittedHeads().map(Head::target).forEach(fields::add);
        return fields;
    }

    /** The final heads whose combiners are fitted. */
    private Stream<Head> fittedHeads() {
        return settings.fitted()
                ? task.objective().heads().stream()
                        .filter(head -> head.reading().isEmpty())
                        .filter(head -> misfit(settings, task, head).isEmpty())
                : Stream.empty();
    }

    /** Fitted to a handful of labels, or to those that members were fitted to before, it would only seem to be good. */
    private void requireHeldOut() {
        fittedHeads().forEach(head -> {
            if (members.members().stream().anyMatch(member -> member.fittedTo().contains(head.target()))) {
                throw new IllegalArgumentException("the combiner would be fitted to the '" + head.target()
                        + "' of the validation examples, but that of one of its members is fitted to them already;"
                        + " let only one of them be fitted, and the other be, say, a mean");
            }
            int classes = task.target(head).classes().size();
            int weights = settings.weights(size(), classes);
            long all = HeldOut.count(task, head);
            long room = MOST_NUMBERS / size() / Math.max(1, classes);
            long labels = Math.min(all, Math.min(room, settings.mostLabels(size(), classes)));
            rows.put(head, HeldOut.Rows.of(labels, all));
            if (labels < weights) {
                throw new IllegalArgumentException("the combiner fits " + weights + " numbers to the '" + head.target()
                        + "' of the validation examples, of which "
                        + (labels < all ? "it has room for " : labels == 1 ? "there is " : "there are ") + "only "
                        + labels + "; give more of the data to validation, or take a combiner that is not fitted,"
                        + " such as mean");
            }
        });
    }

    /** By final head: the part of the members that say another class, or the deviation of their values. */
    private Map<String, Tensor> dissent(Batch batch) {
        List<Predictions> predictions = predictions(batch);
        Map<String, Tensor> dissent = new LinkedHashMap<>();
        task.objective().heads().stream().filter(EnsemblePredictor::isCompared).forEach(head -> {
            Tensor each = stack(predictions, head.of());
            dissent.put(
                    head.of(),
                    task.target(head).categorical()
                            ? Answers.of(each)
                                    .ne(Answers.of(combiners().get(head.of()).combine(each)))
                                    .to(ScalarType.Float)
                                    .mean(0)
                            : each.std(new long[] {0}, false, false));
        });
        return dissent;
    }

    /** Of whole strings it is not told how members differ: their places are not each other's. */
    static boolean isCompared(Head head) {
        return head.reading().isEmpty();
    }

    int size() {
        return members.members().size();
    }

    /**
     * Probabilities {@code [members, rows, classes]} or values {@code [members, rows]}; made in batches, so that only
     * one batch's inner values are held at a time.
     */
    Tensor onAll(Dataset data, Head head, HeldOut.Rows wanted) {
        AtomicLong before = new AtomicLong();
        List<Tensor> parts = Evaluation.fold(data, new ArrayList<>(), (batches, batch) -> {
            Tensor target = batch.value(head.target());
            Tensor[] all = predictions(batch).stream()
                    .filter(one -> one.has(head.of()))
                    .map(one -> rows(head, one.of(head.of()), target))
                    .toArray(Tensor[]::new);
            long first = before.getAndAdd(all[0].size(0));
            Tensor[] each =
                    Arrays.stream(all).map(rows -> wanted.of(rows, first)).toArray(Tensor[]::new);
            batches.add(stack(each).retainReference());
            return batches;
        });
        Tensor all = torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 1);
        parts.forEach(Tensor::close);
        return all;
    }

    /** {@code [rows, classes]} or {@code [rows]}. */
    static Tensor rows(Head head, Tensor prediction, Tensor target) {
        Tensor counted = Labelled.only(head, prediction, target);
        boolean classes = prediction.numel() > target.numel();
        return classes ? counted.reshape(-1, prediction.size(-1)) : counted.reshape(-1);
    }

    /** What each member says. */
    List<Predictions> predictions(Batch batch) {
        return members.of(batch);
    }

    @Override
    public Predictions predict(Batch batch) {
        try (NoGradGuard guard = new NoGradGuard()) {
            List<Predictions> predictions = predictions(batch);
            Map<String, Tensor> combined = new LinkedHashMap<>();
            combiners()
                    .forEach((module, combiner) -> combined.put(module, combiner.combine(stack(predictions, module))));
            return new Predictions(combined);
        }
    }

    /** {@code [members, batch, …]}, of those that say something about the module. */
    static Tensor stack(List<Predictions> predictions, String module) {
        return stack(predictions.stream()
                .filter(one -> one.has(module))
                .map(one -> one.of(module))
                .toArray(Tensor[]::new));
    }

    static Tensor stack(Tensor... each) {
        return torch.stack(new TensorVector(each), 0);
    }

    @Override
    public boolean says(String module) {
        return members.members().stream().anyMatch(member -> member.says(module));
    }

    @Override
    public void close() {
        members.close();
    }
}
