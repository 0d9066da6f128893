package dev.regimen.training;

import dev.regimen.budget.Budget;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.objective.Head;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import dev.regimen.torch.Workers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Trainers of the tiny system and phases for them; the reader's net tells how it is run. */
final class TinyPhases implements AutoCloseable {
    private final Workers workers = new Workers(1);
    private final List<Pass> passes = new ArrayList<>();
    private final Task task = TinySystem.task();

    /**
     * One run of the reader's net.
     *
     * @param training whether it was in training mode
     * @param gradients whether its parameters asked for a gradient
     */
    record Pass(boolean training, boolean gradients) {}

    Task task() {
        return task;
    }

    Head seam() {
        return task.seams().get("reader");
    }

    /** How the reader's net was run since the last time that this was asked. */
    List<Pass> passes() {
        List<Pass> since = List.copyOf(passes);
        passes.clear();
        return since;
    }

    Trainer trainer() {
        return trainer(CheckpointStore.NONE, () -> false);
    }

    Trainer trainer(CheckpointStore store, BooleanSupplier cancelled) {
        ModelSpec spec = ModelSpec.of(
                ModuleSpec.of("reader", "point", watched(TinySystem.hidden(16, 4))),
                ModuleSpec.of("judge", "reader", TinySystem.hidden(8, 2)));
        return trainer(spec, store, cancelled);
    }

    Trainer trainer(ModelSpec spec, CheckpointStore store, BooleanSupplier cancelled) {
        Surroundings surroundings =
                new Surroundings(store, TrainingListener.SILENT, cancelled, workers, Optional.empty());
        return new Trainer(spec, task, TinySystem.settings(), TrainingKey.of("tiny", 7), surroundings);
    }

    /** The reader alone, on the labels at the seam. */
    Phase reader(OptimizerSettings optimizer, int steps) {
        return phase("reader", Goal.of(seam()), optimizer, steps, "reader");
    }

    /** The judge alone, on the final labels. */
    Phase judge(OptimizerSettings optimizer, int steps) {
        return phase("judge", Goal.of(task.objective()), optimizer, steps, "judge");
    }

    /** Both on the final labels. */
    Phase joint(OptimizerSettings optimizer, int steps) {
        return phase("joint", Goal.of(task.objective()), optimizer, steps, "reader", "judge");
    }

    static Phase phase(String name, Goal goal, OptimizerSettings optimizer, int steps, String... modules) {
        Map<String, OptimizerSettings> optimizers = new LinkedHashMap<>();
        List.of(modules).forEach(module -> optimizers.put(module, optimizer));
        return new Phase(name, optimizers.keySet(), Set.of(), List.of(goal), optimizers, Budget.steps(steps));
    }

    /** Copies of all weights of a module. */
    static Map<String, float[]> weights(Trainer trainer, String module) {
        Map<String, float[]> values = new LinkedHashMap<>();
        trainer.weights().forEach((name, tensor) -> {
            if (name.startsWith(module + "/")) {
                values.put(name, TensorData.toFloats(tensor));
            }
        });
        return values;
    }

    private Net watched(Net net) {
        return (inputs, weights) -> {
            var layer = net.build(inputs, weights);
            return (values, pass) -> {
                passes.add(new Pass(
                        pass.training(), weights.parameters().get("first").requires_grad()));
                return layer.forward(values, pass);
            };
        };
    }

    @Override
    public void close() {
        workers.close();
        task.examples().close();
    }
}
