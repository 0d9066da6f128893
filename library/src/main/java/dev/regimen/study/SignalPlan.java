package dev.regimen.study;

import dev.regimen.config.ExperimentFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training along which a study measures signal and noise of the gradients, beside its comparisons.
 *
 * @param name unique in its study; a file's name
 * @param place where it stands, as of a {@link Cell}
 * @param experiment the file's name among the library's experiments
 * @param overrides as after {@code --set}
 * @param contender who is trained
 * @param seed of the training
 * @param before how many examples are drawn to measure the model before training; 0 not to
 * @param along how many are drawn each time while it is trained; 0 to train nothing
 */
public record SignalPlan(
        String name,
        Map<String, String> place,
        String experiment,
        List<String> overrides,
        String contender,
        long seed,
        int before,
        int along) {
    public SignalPlan {
        place = Collections.unmodifiableMap(new LinkedHashMap<>(place));
        overrides = List.copyOf(overrides);
    }

    /** The experiment with these changes. */
    public ExperimentFile file() {
        return LibraryExperiment.read(experiment, overrides);
    }

    /** As {@code k 2}. */
    public String where() {
        return Words.where(place);
    }
}
