package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.torch.TensorData;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sample of training examples is drawn from.
 *
 * @param size how many there are
 * @param data they themselves, where they are not made only when they are seen
 */
public record Population(long size, Optional<Dataset> data) {
    /** Of examples that are numbered, and made when they are seen. */
    static Population numbered(long size) {
        return new Population(size, Optional.empty());
    }

    /** Of examples that are there. */
    static Population of(Dataset data) {
        return new Population(data.size(), Optional.of(data));
    }

    /** How many examples such a part of them is, at least one. */
    long part(double fraction) {
        return Math.max(1, Math.round(fraction * size));
    }

    /**
     * The class of each example.
     *
     * @throws IllegalArgumentException if examples are not of one class each
     */
    long[] classes() {
        List<String> fields = data.stream()
                .flatMap(examples -> examples.fields().entrySet().stream())
                .filter(field -> field.getValue().categorical()
                        && field.getValue().shape().rank() == 0)
                .map(Map.Entry::getKey)
                .toList();
        if (fields.size() != 1) {
            throw new IllegalArgumentException("data: classes chooses examples by their class, but these have "
                    + (fields.isEmpty() ? "none of their own" : "several: " + String.join(", ", fields)));
        }
        return TensorData.toLongs(data.orElseThrow().column(fields.get(0)));
    }
}
