package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examples as they are in the data, in epochs: each is seen once before any is seen again. */
final class DatasetExamples implements Examples {
    private final PreparedData data;
    private final Optional<Dataset> outliers;

    /** @param data owned from now on */
    DatasetExamples(PreparedData data) {
        this(data, Optional.empty());
    }

    /**
     * @param data owned from now on
     * @param outliers likewise; normalised here as the data are
     */
    DatasetExamples(PreparedData data, Optional<Dataset> outliers) {
        this.data = data;
        this.outliers = outliers;
        outliers.ifPresent(data.normaliser()::apply);
    }

    @Override
    public Map<String, Field> fields() {
        return data.parts().training().fields();
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        Dataset training = data.parts().training();
        return new EpochSource(training, sample.positions(Population.of(training)), seed, batchSize);
    }

    @Override
    public Optional<Dataset> trainingSet() {
        return Optional.of(data.parts().training());
    }

    @Override
    public Dataset validation() {
        return data.parts().validation();
    }

    @Override
    public Dataset test() {
        return data.parts().test();
    }

    @Override
    public Optional<Dataset> outliers() {
        return outliers;
    }

    @Override
    public Dataset read(List<Path> files) {
        return data.read(files);
    }

    @Override
    public void close() {
        data.close();
        outliers.ifPresent(Dataset::close);
    }
}
