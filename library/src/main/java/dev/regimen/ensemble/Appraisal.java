package dev.regimen.ensemble;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.objective.Head;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Labelled;
import dev.regimen.task.OutlierDetection;
import dev.regimen.task.Predictions;
import dev.regimen.task.SampleValues;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Finds out what an ensemble is worth. Every member predicts once; what depends on how many there are does not. */
final class Appraisal {
    /** Up to so many members every number of them is looked at, of more those that can be divided by a half of it. */
    private static final int EVERY = 10;

    private final EnsemblePredictor ensemble;
    private final CombinerSettings settings;
    /** Without its seams: the final prediction is what counts. */
    private final Task task;

    Appraisal(EnsemblePredictor ensemble, CombinerSettings settings, Task task) {
        this.ensemble = ensemble;
        this.settings = settings;
        this.task = task.withObjectives(task.objective(), Map.of());
    }

    /** Needs a scope around it, in which it leaves the members' predictions for the validation examples. */
    Worth worth(Map<String, SampleValues> dissent) {
        Map<Integer, Map<String, Combiner>> sizes = combiners();
        Diversity diversity = new Diversity(ensemble.size());
        Function<Batch, List<Predictions>> several = batch -> several(batch, sizes);
        List<Scores> scores = Evaluation.scores(
                batch -> {
                    List<Predictions> each = several.apply(batch);
                    observe(diversity, each.subList(0, ensemble.size()), batch);
                    return each;
                },
                task,
                task.examples().test());
        List<Scores> test = OutlierDetection.with(scores, several, task);
        List<Worth.Grown> grown = new ArrayList<>();
        sizes.keySet()
                .forEach(size -> grown.add(new Worth.Grown(
                        size, test.get(ensemble.size() + grown.size()).metrics())));
        List<Map<String, Double>> members =
                test.subList(0, ensemble.size()).stream().map(Scores::metrics).toList();
        return new Worth(members, best(), grown, diversity.values(), dissent);
    }

    /** By number of members and head. */
    private Map<Integer, Map<String, Combiner>> combiners() {
        Map<Integer, Map<String, Combiner>> sizes = new LinkedHashMap<>();
        Map<Head, Tensor> said = new HashMap<>();
        Dataset validation = task.examples().validation();
        IntStream.rangeClosed(1, ensemble.size()).filter(this::isLookedAt).forEach(size -> {
            Map<String, Combiner> combiners = new LinkedHashMap<>();
            for (Head head : task.heads()) {
                combiners.put(
                        head.of(),
                        EnsemblePredictor.combiner(
                                settings, task, head, ensemble.rowsToFit(head), () -> said.computeIfAbsent(
                                                head, key -> ensemble.onAll(validation, key, ensemble.rowsToFit(key)))
                                        .narrow(0, 0, size)));
            }
            sizes.put(size, combiners);
        });
        return sizes;
    }

    /** What each member says, then what the first so many say together. */
    private List<Predictions> several(Batch batch, Map<Integer, Map<String, Combiner>> sizes) {
        List<Predictions> members = ensemble.predictions(batch);
        List<Predictions> each = new ArrayList<>(members);
        sizes.forEach((size, combiners) -> each.add(combined(members.subList(0, size), combiners)));
        return each;
    }

    private boolean isLookedAt(int size) {
        return size <= EVERY || size % (EVERY / 2) == 0 || size == ensemble.size();
    }

    private static Predictions combined(List<Predictions> members, Map<String, Combiner> combiners) {
        Map<String, Tensor> combined = new LinkedHashMap<>();
        combiners.forEach(
                (module, combiner) -> combined.put(module, combiner.combine(EnsemblePredictor.stack(members, module))));
        return new Predictions(combined);
    }

    private void observe(Diversity diversity, List<Predictions> members, Batch batch) {
        Head head = task.finalHead();
        if (!EnsemblePredictor.isCompared(head)) {
            return;
        }
        Tensor target = batch.value(head.target());
        Tensor[] rows = members.stream()
                .map(one -> EnsemblePredictor.rows(head, one.of(head.of()), target))
                .toArray(Tensor[]::new);
        diversity.observe(
                EnsemblePredictor.stack(rows),
                Labelled.only(head, target, target).reshape(-1));
    }

    private int best() {
        String metric = task.metricName(task.finalHead(), task.primaryMetric());
        List<Scores> validation =
                Evaluation.scores(ensemble::predictions, task, task.examples().validation());
        int best = 0;
        for (int i = 1; i < validation.size(); i++) {
            double lead = validation.get(i).metrics().get(metric)
                    - validation.get(best).metrics().get(metric);
            best = task.primaryMetric().merit(lead) > 0 ? i : best;
        }
        return best;
    }
}
