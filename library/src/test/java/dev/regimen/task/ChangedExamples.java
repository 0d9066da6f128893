package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.model.Model;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Examples that are trained on otherwise, and are as they were for everything else. */
public record ChangedExamples(Examples examples, Training training) implements Examples {
    /** Gives the batches instead. */
    public interface Training {
        BatchSource of(long seed, int batchSize, Sample sample);
    }

    /** A source of batches with something done to each. */
    public record ChangedBatches(BatchSource source, UnaryOperator<Batch> change) implements BatchSource {
        @Override
        public Batch next(Model current) {
            return change.apply(source.next(current));
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

    @Override
    public Map<String, Field> fields() {
        return examples.fields();
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        return training.of(seed, batchSize, sample);
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
}
