package dev.regimen.comparison;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.task.BatchSource;
import dev.regimen.task.ChangedExamples;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import java.util.List;
import java.util.Map;

/**
 * Examples that note in which order they are used.
 *
 * @param log of {@code seed 1: training} and {@code seed 1: test}, the same twice in a row noted once
 */
record WatchedExamples(Examples examples, long seed, List<String> log) implements Examples {
    @Override
    public Map<String, Field> fields() {
        return examples.fields();
    }

    @Override
    public BatchSource training(long sourceSeed, int batchSize, Sample sample) {
        return new ChangedExamples.ChangedBatches(examples.training(sourceSeed, batchSize, sample), batch -> {
            note("training");
            return batch;
        });
    }

    @Override
    public Dataset validation() {
        return examples.validation();
    }

    @Override
    public Dataset test() {
        note("test");
        return examples.test();
    }

    @Override
    public void close() {
        examples.close();
    }

    private void note(String use) {
        String line = "seed " + seed + ": " + use;
        if (log.isEmpty() || !log.get(log.size() - 1).equals(line)) {
            log.add(line);
        }
    }
}
