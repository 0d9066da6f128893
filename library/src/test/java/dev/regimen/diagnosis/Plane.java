package dev.regimen.diagnosis;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.metric.RSquared;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Linear;
import dev.regimen.objective.MeanSquaredError;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Where moments of gradients are known: x and y are independent and standard normal, and y is guessed as w x + b. With
 * e = w x + b − y the gradient of e² is g = 2 e (x, 1), so that E g = 2 (w, b) and E‖g‖² = 4 E e² (x² + 1) = 16 w² + 8
 * b² + 8.
 */
record Plane(double w, double b) implements Examples {
    double signal() {
        return 4 * (w * w + b * b);
    }

    double noise() {
        return 16 * w * w + 8 * b * b + 8 - signal();
    }

    /** The caller closes it. */
    Model model() {
        Model model = spec().create(fields(), 1);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            model.weights().forEach((name, weight) -> weight.fill_(new Scalar(name.endsWith("bias") ? b : w)));
        }
        return model;
    }

    static ModelSpec spec() {
        return ModelSpec.of(ModuleSpec.of("line", "x", new Linear(1)));
    }

    Task task() {
        return new Task(this, new MeanSquaredError("line", "y"), Map.of(), List.of(new RSquared()));
    }

    @Override
    public Map<String, Field> fields() {
        return Map.of("x", Field.real(Shape.of(1)), "y", Field.real(Shape.of(1)));
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        return new Draws(new Random(seed), batchSize);
    }

    @Override
    public Dataset validation() {
        throw new AssertionError("nothing is measured on validation examples");
    }

    @Override
    public Dataset test() {
        throw new AssertionError("nothing is measured on test examples");
    }

    @Override
    public void close() {}

    private record Draws(Random random, int batchSize) implements BatchSource {
        @Override
        public Batch next(Model current) {
            return new Batch(batchSize, Map.of("x", normal(), "y", normal()));
        }

        private Tensor normal() {
            float[] values = new float[batchSize];
            for (int i = 0; i < batchSize; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return TensorData.floats(values, batchSize, 1);
        }

        @Override
        public byte[] state() {
            throw new AssertionError("never saved");
        }

        @Override
        public void restore(byte[] state) {
            throw new AssertionError("never saved");
        }
    }
}
