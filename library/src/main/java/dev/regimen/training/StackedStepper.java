package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.model.StackedModel;
import dev.regimen.model.StackedPass;
import dev.regimen.optimizer.StackedGradients;
import dev.regimen.torch.TensorBytes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * The steps of several trainings of equal models for equal phases, computed at once. As long as it is open, the weights
 * of the trainings' models are views of its own.
 */
final class StackedStepper implements Stepper {
    private final List<Course> courses;
    private final Phase phase;
    private final int members;
    private final StackedModel model;
    private final Backward backward;
    private final Updates updates;
    private final List<String> wanted;

    StackedStepper(List<Course> courses) {
        List<Model> models = courses.stream().map(Course::model).toList();
        this.courses = List.copyOf(courses);
        this.phase = courses.get(0).phase();
        this.members = courses.size();
        this.wanted = phase.reads();
        this.model = new StackedModel(models, wanted);
        model.requireGradients(phase.trainedModules());
        this.backward = new Backward(phase, module -> model.parameters(module).values());
        this.updates = new Updates(
                phase,
                models.get(0).spec().names(),
                model::parameters,
                parameters -> new StackedGradients(members, parameters));
    }

    @Override
    public double[] step(Batches batches, double progress) {
        Batch stacked = batches.stacked(courses);
        StackedPass pass = model.forward(stacked, wanted, phase.trainedModules());
        Outputs outputs = pass.outputs();
        double[] losses = backward.run(objective -> objective.losses(outputs, stacked), pass::backward);
        if (Arrays.stream(losses).allMatch(Double::isFinite)) {
            updates.clip().forEach(norms -> spoil(losses, norms));
        }
        boolean finite = true;
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Double.isFinite(losses[i]) ? losses[i] : Double.NaN;
            finite &= Double.isFinite(losses[i]);
        }
        if (finite) {
            updates.move(progress);
        }
        return losses;
    }

    private static void spoil(double[] losses, double[] norms) {
        for (int i = 0; i < norms.length; i++) {
            if (!Double.isFinite(norms[i])) {
                losses[i] = Double.NaN;
            }
        }
    }

    @Override
    public Updates updates() {
        return updates;
    }

    @Override
    public Map<String, TensorBytes> state(int index) {
        Map<String, TensorBytes> copies = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope()) {
            updates.live().forEach((name, tensor) -> copies.put(name, TensorBytes.of(part(tensor, index))));
        }
        return copies;
    }

    @Override
    public void restore(List<Map<String, TensorBytes>> states) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            updates.live().forEach((name, tensor) -> {
                for (int i = 0; i < members; i++) {
                    TrainerState.restore(part(tensor, i), states.get(i), name);
                }
            });
        }
    }

    /** What is of one member; how many steps were taken is the same for all. */
    private Tensor part(Tensor joined, int index) {
        if (joined.dim() == 0) {
            return joined;
        }
        long size = joined.size(0) / members;
        return joined.narrow(0, index * size, size);
    }

    @Override
    public void close() {
        updates.close();
        model.close();
    }
}
