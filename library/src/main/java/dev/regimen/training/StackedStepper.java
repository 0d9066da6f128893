package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.model.StackedModel;
import dev.regimen.torch.TensorBytes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The steps of several trainings of equal models for equal phases, computed at once. As long as it is open, the weights
 * of the trainings' models are views of its own.
 */
final class StackedStepper implements Stepper {
    private final Phase phase;
    private final int members;
    private final StackedModel model;
    private final Backward backward;
    private final Updates updates;
    private final List<String> wanted;

    StackedStepper(List<Course> courses) {
        List<Model> models = courses.stream().map(Course::model).toList();
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
    public double[] step(List<Batch> batches, double progress) {
        Batch stacked = stacked(batches);
        Outputs outputs = model.forward(stacked, wanted, phase.trainedModules());
        double[] losses = backward.run(objective -> objective.losses(outputs, stacked));
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

    /** {@code [members, batch, …]} of each field. */
    private static Batch stacked(List<Batch> batches) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        batches.get(0).values().keySet().forEach(name -> {
            Tensor[] each = batches.stream().map(batch -> batch.value(name)).toArray(Tensor[]::new);
            values.put(name, torch.stack(new TensorVector(each), 0));
        });
        return new Batch(batches.get(0).size(), values);
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
