package dev.regimen.task;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The settings of {@link LineTuples}. The publication has 500,000 tuples to train on and 2,000 for the test.
 *
 * @param tuple how many images an example has; 2 unless given
 * @param size how many different tuples there are to train on, seen in epochs; tuples are drawn anew all the time
 *     unless given
 * @param validationSize how many tuples there are for choices; 2,000 unless given
 * @param testSize how many tuples there are for the last word; 2,000 unless given
 * @param splitSeed fixes the tuples for validation and the test, and those of a training set with a size; 0 unless
 *     given
 */
public record LineTuplesSettings(
        Integer tuple, Optional<Integer> size, Integer validationSize, Integer testSize, Long splitSeed)
        implements ExamplesSettings {
    private static final int MEASURED = 2_000;
    /** As many as fit into one Java array of pixels. */
    private static final int MOST_IMAGES = Integer.MAX_VALUE / LineImage.PIXELS;

    /** @throws IllegalArgumentException if a number is out of range; the message names the key */
    public LineTuplesSettings {
        tuple = Counts.within("tuple", tuple == null ? 2 : tuple, 1, MOST_IMAGES);
        size = size == null ? Optional.empty() : size;
        size.ifPresent(value -> Counts.within("size", value, 1, Integer.MAX_VALUE));
        int most = MOST_IMAGES / tuple;
        validationSize = Counts.within("validation-size", validationSize == null ? MEASURED : validationSize, 1, most);
        testSize = Counts.within("test-size", testSize == null ? MEASURED : testSize, 1, most);
        splitSeed = splitSeed == null ? 0 : splitSeed;
    }

    /** So many images in a tuple, which are drawn anew all the time. */
    public static LineTuplesSettings of(int tuple) {
        return new LineTuplesSettings(tuple, Optional.empty(), null, null, null);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        return new LineTuples(this, otherSplitSeed.orElse(splitSeed));
    }
}
