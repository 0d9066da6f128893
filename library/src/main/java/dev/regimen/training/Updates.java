package dev.regimen.training;

import dev.regimen.model.Model;
import dev.regimen.torch.TensorBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** The live optimizers of a phase: one for all modules with equal settings. */
final class Updates implements AutoCloseable {
    private record Group(OptimizerSettings settings, Schedule schedule, Updater updater, Gradients gradients) {
        /** Whether the norm of the gradients that are to be clipped is finite. */
        boolean clip() {
            return settings.clipNorm() == null || Double.isFinite(gradients.clip(settings.clipNorm()));
        }

        void step(double progress) {
            updater.step(settings.learningRate() * schedule.factor(progress));
        }
    }

    private final List<Group> groups = new ArrayList<>();
    private final List<Tensor> parameters = new ArrayList<>();

    Updates(Phase phase, Model model) {
        Map<OptimizerSettings, Map<String, Tensor>> bySettings = new LinkedHashMap<>();
        // In the graph's order: the phase's own may be another in the process that resumes this one.
        for (String module : model.spec().names()) {
            OptimizerSettings settings = phase.optimizers().get(module);
            if (settings != null) {
                model.parameters(module).forEach((name, parameter) -> bySettings
                        .computeIfAbsent(settings, key -> new LinkedHashMap<>())
                        .put(module + "/" + name, parameter));
            }
        }
        bySettings.forEach((settings, own) -> {
            Schedule schedule = phase.schedule() == null ? settings.schedule() : phase.schedule();
            groups.add(new Group(settings, schedule, settings.updater(own), new Gradients(own.values())));
            parameters.addAll(own.values());
        });
    }

    /**
     * Clips and moves.
     *
     * @return false, and nothing is moved, if the norm of gradients that are to be clipped is not finite
     */
    boolean step(double progress) {
        for (Group group : groups) {
            if (!group.clip()) {
                return false;
            }
        }
        groups.forEach(group -> group.step(progress));
        return true;
    }

    /** Whether all parameters are finite numbers: what the last step did is seen by no further loss. */
    boolean finite() {
        try (PointerScope temporaries = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return parameters.stream()
                    .allMatch(parameter -> parameter.isfinite().all().item_bool());
        }
    }

    /** Copies of what the optimizers remember, by name. */
    Map<String, TensorBytes> state() {
        Map<String, TensorBytes> copies = new LinkedHashMap<>();
        live().forEach((name, tensor) -> copies.put(name, TensorBytes.of(tensor)));
        return copies;
    }

    void restore(Map<String, TensorBytes> tensors) {
        live().forEach((name, tensor) -> TrainerState.restore(tensor, tensors, name));
    }

    private Map<String, Tensor> live() {
        Map<String, Tensor> live = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            String prefix = TrainerState.OPTIMIZER + i + "/";
            groups.get(i).updater.state().forEach((name, tensor) -> live.put(prefix + name, tensor));
        }
        return live;
    }

    @Override
    public void close() {
        groups.forEach(group -> {
            group.gradients.close();
            group.updater.close();
        });
    }
}
