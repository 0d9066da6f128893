package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Average;
import dev.regimen.objective.Head;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.task.AveragedPredictor;
import dev.regimen.task.Predictor;
import dev.regimen.task.Task;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several copies of the model trained jointly on the mean of their outputs (logits, for classes), of each final head.
 * It looks like an ensemble, but is end-to-end training of one larger model. Copies of a module are called
 * {@code reader-1}, {@code reader-2} and so on; each has the optimizer of that module.
 *
 * @param members how many copies; 3 unless set
 * @param training how the larger model is trained, in which it names modules as they are called there; end-to-end
 *     unless set
 */
public record Fusion(Integer members, Regimen training) implements Regimen {
    private static final String FUSION = "fusion";

    public Fusion {
        members = members == null ? 3 : members;
        training = training == null ? new EndToEnd() : training;
        Several.members(members);
    }

    @Override
    public double budgets() {
        return training.budgets();
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        Task task = trainer.task();
        Map<String, String> fusions = fusions(task);
        Map<String, Head> seams = new LinkedHashMap<>();
        copies().forEach(copy -> task.seams()
                .forEach((module, seam) -> seams.put(named(module, copy), seam.withOf(named(module, copy)))));
        Task fused = task.withObjectives(task.objective().renamed(module -> mean(module, fusions)), seams);
        try (Trainer own = trainer.with(fusedModel(trainer.spec(), fusions), fused, settings(trainer))) {
            TrainingResult result = training.train(own, budget);
            Predictor predictor = new AveragedPredictor(result.predictor(), sources(task, fusions));
            return new TrainingResult(predictor, result.phases(), result.members(), result.stop());
        }
    }

    /** What the means are called, by the module that is averaged; several as these, by which metrics are called. */
    private static Map<String, String> fusions(Task task) {
        Map<String, String> fusions = new LinkedHashMap<>();
        List<Head> heads = task.objective().heads();
        heads.forEach(head -> fusions.put(head.of(), heads.size() == 1 ? FUSION : head.of()));
        return fusions;
    }

    private static String mean(String module, Map<String, String> fusions) {
        if (!fusions.containsKey(module)) {
            throw new IllegalArgumentException("fusion averages the outputs that the final objective is about, "
                    + fusions.keySet() + ", but it also reads '" + module + "'");
        }
        return fusions.get(module);
    }

    private ModelSpec fusedModel(ModelSpec spec, Map<String, String> fusions) {
        List<ModuleSpec> modules = new ArrayList<>();
        copies().forEach(copy ->
                modules.addAll(spec.renamed(module -> named(module, copy)).modules()));
        fusions.forEach((last, fusion) -> {
            List<String> outputs = copies().map(copy -> named(last, copy)).toList();
            modules.add(new ModuleSpec(fusion, outputs, Optional.empty(), new Average()));
        });
        return new ModelSpec(modules);
    }

    private TrainerSettings settings(Trainer trainer) {
        Map<String, OptimizerSettings> optimizers = new LinkedHashMap<>();
        trainer.settings().moduleOptimizers().forEach((module, optimizer) -> copies().forEach(
                        copy -> optimizers.put(named(module, copy), optimizer)));
        return trainer.settings().withModuleOptimizers(optimizers);
    }

    /** Which of the larger model's predictions stand for each of the original heads'. */
    private Map<String, List<String>> sources(Task task, Map<String, String> fusions) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        task.seams()
                .keySet()
                .forEach(module -> sources.put(
                        module, copies().map(copy -> named(module, copy)).toList()));
        fusions.forEach((module, fusion) -> sources.put(module, List.of(fusion)));
        return sources;
    }

    private Stream<Integer> copies() {
        return IntStream.rangeClosed(1, members).boxed();
    }

    private static String named(String module, int copy) {
        return module + "-" + copy;
    }
}
