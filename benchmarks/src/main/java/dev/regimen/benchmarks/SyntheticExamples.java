package dev.regimen.benchmarks;

import dev.regimen.data.BatchOrder;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.PositionedSource;
import dev.regimen.task.Sample;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Random numbers with random classes, in memory: nothing to learn, and the same work as real images. */
final class SyntheticExamples implements Examples {
    static final String INPUT = "input";
    static final String LABEL = "label";
    static final int CLASSES = 10;

    private static final long SEED = 1;
    private static final int TRAINING = 4_096;
    /** So few that evaluating them is no part of what is timed. */
    private static final int VALIDATION = 4;

    private final Dataset training;
    private final Dataset validation;

    SyntheticExamples(Map<String, Field> fields) {
        training = draw(fields, TRAINING);
        validation = draw(fields, VALIDATION);
    }

    @Override
    public Map<String, Field> fields() {
        return training.fields();
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        return new Batches(training, order(batchSize), batchSize);
    }

    /** The order that every training on such examples has. */
    static BatchOrder order(int batchSize) {
        return new BatchOrder(TRAINING, batchSize, SEED);
    }

    /** What is trained on. */
    Dataset training() {
        return training;
    }

    @Override
    public Dataset validation() {
        return validation;
    }

    @Override
    public Dataset test() {
        return validation;
    }

    @Override
    public void close() {
        training.close();
        validation.close();
    }

    private static Dataset draw(Map<String, Field> fields, int size) {
        try (PointerScope scope = new PointerScope();
                Generator generator = Seeds.generator(SEED)) {
            Tensor input = torch.empty(fields.get(INPUT).shape().batched(size));
            input.uniform_(-1, 1, new GeneratorOptional(generator));
            Tensor label = torch.empty(new long[] {size}, TensorData.options(ScalarType.Long), null);
            label.random_(CLASSES, new GeneratorOptional(generator));
            input.retainReference();
            label.retainReference();
            return new Dataset(fields, Map.of(INPUT, input, LABEL, label));
        }
    }

    private record Batches(Dataset examples, BatchOrder order, int batchSize) implements PositionedSource {
        @Override
        public long[] nextPositions() {
            return order.next();
        }

        @Override
        public byte[] state() {
            return order.state();
        }

        @Override
        public void restore(byte[] state) {
            order.restore(state);
        }
    }
}
