package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.work.Data;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.data.BatchOrder;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.PositionedSource;
import dev.regimen.task.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The examples in a work's folder, in epochs. */
final class FileExamples implements Examples {
    static final String INPUT = "input";
    static final String LABEL = "label";

    /** Regimen looks at validation examples before and after each training; these few take no time. */
    private static final int VALIDATION = 4;

    private final Map<String, Field> fields;
    private final Dataset training;
    private final Dataset validation;
    private final Dataset test;

    FileExamples(WorkFolder folder) {
        Data data = folder.work().data();
        Field label = Field.classes(shape(data.labels()), data.classes());
        fields = Map.of(
                INPUT, Field.real(shape(data.shape())), LABEL, data.labels().isEmpty() ? label : label.withGaps());
        training = read(folder, "train");
        test = read(folder, "test");
        validation = test.select(new long[] {0, 1, 2, VALIDATION - 1});
    }

    private Dataset read(WorkFolder folder, String part) {
        return new Dataset(fields, Map.of(INPUT, folder.inputs(part), LABEL, folder.labels(part)));
    }

    private static Shape shape(List<Long> sizes) {
        return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    public Map<String, Field> fields() {
        return fields;
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        return new Batches(training, new BatchOrder((int) training.size(), batchSize, seed), batchSize);
    }

    @Override
    public Optional<Dataset> trainingSet() {
        return Optional.of(training);
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
        training.close();
        validation.close();
        test.close();
    }

    /** As the library's own data sets give them: by position, so that they can be fetched together and looked up. */
    private record Batches(Dataset examples, BatchOrder order, int batchSize) implements PositionedSource {
        @Override
        public long[] nextPositions() {
            return order.next();
        }

        @Override
        public OptionalLong population() {
            return OptionalLong.of(examples.size());
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
