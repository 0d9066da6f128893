package dev.regimen.training;

import dev.regimen.model.Model;
import dev.regimen.optimizer.Clipped;
import dev.regimen.optimizer.Gradients;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.Schedule;
import dev.regimen.optimizer.Updater;
import dev.regimen.torch.TensorBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** The live optimizers of a phase: one for all modules with equal settings. */
final class Updates implements AutoCloseable {
    private record Group(OptimizerSettings settings, Schedule schedule, Updater updater, Clipped gradients) {
        /** The norms of the gradients that are cut; none if they are not. */
        double[] clip() {
            return settings.clipNorm() == null ? new double[0] : gradients.cutTo(settings.clipNorm());
        }

        void step(double progress) {
            updater.step(settings.learningRate() * schedule.factor(progress));
        }
    }

    private final List<Group> groups = new ArrayList<>();

    Updates(Phase phase, Model model) {
        this(phase, model.spec().names(), model::parameters, Gradients::new);
    }

    /**
     * @param order of the modules; the phase's own may be another in the process that resumes this one
     * @param ofModule the parameters of a module by name, each of one model or of several together
     * @param clipped the gradients of parameters, in the same way
     */
    Updates(
            Phase phase,
            List<String> order,
            Function<String, Map<String, Tensor>> ofModule,
            Function<Collection<Tensor>, Clipped> clipped) {
        Map<OptimizerSettings, Map<String, Tensor>> bySettings = new LinkedHashMap<>();
        for (String module : order) {
            OptimizerSettings settings = phase.optimizers().get(module);
            if (settings != null) {
                ofModule.apply(module).forEach((name, parameter) -> bySettings
                        .computeIfAbsent(settings, key -> new LinkedHashMap<>())
                        .put(module + "/" + name, parameter));
            }
        }
        bySettings.forEach((settings, own) -> {
            Schedule schedule = phase.schedule() == null ? settings.schedule() : phase.schedule();
            groups.add(new Group(settings, schedule, settings.updater(own), clipped.apply(own.values())));
        });
    }

    /**
     * Clips and moves.
     *
     * @return false, and nothing is moved, if the norm of gradients that are to be clipped is not finite
     */
    boolean step(double progress) {
        if (!clip().allMatch(norms -> DoubleStream.of(norms).allMatch(Double::isFinite))) {
            return false;
        }
        move(progress);
        return true;
    }

    /** Cuts the gradients that are to be cut; gives their norms before, of each optimizer those of each member. */
    Stream<double[]> clip() {
        return groups.stream().map(Group::clip);
    }

    void move(double progress) {
        groups.forEach(group -> group.step(progress));
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

    /** What the optimizers remember, by name; it stays theirs. */
    Map<String, Tensor> live() {
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
