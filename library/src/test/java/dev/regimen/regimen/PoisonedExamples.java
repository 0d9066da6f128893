package dev.regimen.regimen;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.model.Model;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The tiny system's examples whose points are not numbers from some step on, in some of the batch sources.
 *
 * @param good the healthy steps of a poisoned source
 * @param poisoned which sources, by the order in which they are made
 */
record PoisonedExamples(Examples examples, int good, IntPredicate poisoned, AtomicInteger sources) implements Examples {
    PoisonedExamples(Examples examples, int good, IntPredicate poisoned) {
        this(examples, good, poisoned, new AtomicInteger());
    }

    @Override
    public Map<String, Field> fields() {
        return examples.fields();
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        BatchSource source = examples.training(seed, batchSize, sample);
        return poisoned.test(sources.getAndIncrement()) ? new Poisoned(source, good, new AtomicInteger()) : source;
    }

    @Override
    public Dataset validation() {
        return examples.validation();
    }

    @Override
    public Dataset test() {
        return examples.test();
    }

    @Override
    public void close() {
        examples.close();
    }

    private record Poisoned(BatchSource source, int good, AtomicInteger steps) implements BatchSource {
        @Override
        public Batch next(Model current) {
            Batch batch = source.next(current);
            if (steps.getAndIncrement() < good) {
                return batch;
            }
            Map<String, Tensor> values = new HashMap<>(batch.values());
            values.computeIfPresent("point", (name, points) -> points.mul(new Scalar(Double.NaN)));
            return new Batch(batch.size(), values);
        }

        @Override
        public int batchSize() {
            return source.batchSize();
        }

        @Override
        public byte[] state() {
            return source.state();
        }

        @Override
        public void restore(byte[] state) {
            source.restore(state);
        }
    }
}
