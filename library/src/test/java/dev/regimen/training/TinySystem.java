package dev.regimen.training;

import dev.regimen.budget.Budget;
import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import dev.regimen.task.Task;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The smallest system with a seam: {@code reader} says in which quadrant a point lies, {@code judge} whether that is
 * one of two opposite quadrants. The reader has dropout and batch norm, the things that freezing gets wrong elsewhere.
 */
public final class TinySystem {
    private TinySystem() {}

    public static ModelSpec spec() {
        return ModelSpec.of(
                ModuleSpec.of("reader", "point", hidden(16, 4)), ModuleSpec.of("judge", "reader", hidden(8, 2)));
    }

    public static Task task() {
        return new Task(
                new Points(),
                new CrossEntropy("judge", "parity"),
                Map.of("reader", new CrossEntropy("reader", "quadrant")),
                List.of(new Accuracy()));
    }

    public static TrainerSettings settings() {
        return new TrainerSettings(16, adam(0.01), Map.of(), Budget.examples(160), Keep.LAST, null, 3600);
    }

    public static OptimizerSettings adam(double rate) {
        return new AdamSettings(rate, null, null, null, null, null, null);
    }

    /** Linear, batch norm with running statistics, relu, dropout, linear. */
    public static Net hidden(long width, long outputs) {
        return (inputs, weights) -> {
            long size = inputs.get(0).shape().elements();
            Tensor first = weights.uniform("first", 1 / Math.sqrt((double) size), width, size);
            Tensor mean = weights.buffer("running-mean", 0, width);
            Tensor variance = weights.buffer("running-variance", 1, width);
            Tensor second = weights.uniform("second", 1 / Math.sqrt((double) width), outputs, width);
            weights.dependOnBatch();
            weights.countFlops(2.0 * width * (size + outputs));
            return (values, pass) -> {
                Tensor x = torch.linear(values.get(0), first);
                Tensor normal = torch.batch_norm(
                        x,
                        new TensorOptional(),
                        new TensorOptional(),
                        new TensorOptional(mean),
                        new TensorOptional(variance),
                        pass.training(),
                        0.1,
                        1e-5,
                        false);
                Tensor h = normal.relu();
                if (pass.training()) {
                    Tensor mask = torch.empty_like(h).bernoulli_(0.9, new GeneratorOptional(pass.generator()));
                    h = h.mul(mask);
                }
                return torch.linear(h, second);
            };
        };
    }

    /** Points of the plane, drawn from a seed; the data themselves do not matter much. */
    static final class Points implements Examples {
        private final Dataset validation = draw(new SplittableRandom(1), 200);
        private final Dataset test = draw(new SplittableRandom(2), 200);

        @Override
        public Map<String, Field> fields() {
            Map<String, Field> fields = new LinkedHashMap<>();
            fields.put("point", Field.real(Shape.of(2)));
            fields.put("quadrant", Field.classes(Shape.of(), 4));
            fields.put("parity", Field.classes(Shape.of(), 2));
            return fields;
        }

        @Override
        public BatchSource training(long seed, int batchSize, Sample sample) {
            return new Draws(seed, batchSize, this);
        }

        Dataset draw(SplittableRandom random, int count) {
            float[] points = new float[2 * count];
            long[] quadrants = new long[count];
            long[] parities = new long[count];
            for (int i = 0; i < count; i++) {
                points[2 * i] = (float) random.nextDouble(-1, 1);
                points[2 * i + 1] = (float) random.nextDouble(-1, 1);
                boolean right = points[2 * i] > 0;
                boolean up = points[2 * i + 1] > 0;
                quadrants[i] = (right ? 1L : 0) + (up ? 2L : 0);
                parities[i] = right == up ? 1 : 0;
            }
            return new Dataset(
                    fields(),
                    Map.of(
                            "point", TensorData.floats(points, count, 2),
                            "quadrant", TensorData.longs(quadrants, count),
                            "parity", TensorData.longs(parities, count)));
        }

        @Override
        public Dataset validation() {
            return validation;
        }

        @Override
        public Dataset test() {
            return test;
        }

        @Override
        public void close() {
            validation.close();
            test.close();
        }
    }

    private static final class Draws implements BatchSource {
        private final long seed;
        private final int batchSize;
        private final Points points;
        private long step;

        Draws(long seed, int batchSize, Points points) {
            this.seed = seed;
            this.batchSize = batchSize;
            this.points = points;
        }

        @Override
        public Batch next(Model current) {
            Dataset drawn = points.draw(new SplittableRandom(Seeds.derive(seed, "step/" + step++)), batchSize);
            return drawn.slice(0, batchSize);
        }

        @Override
        public int batchSize() {
            return batchSize;
        }

        @Override
        public byte[] state() {
            return ByteBuffer.allocate(8).putLong(step).array();
        }

        @Override
        public void restore(byte[] state) {
            step = ByteBuffer.wrap(state).getLong();
        }
    }
}
