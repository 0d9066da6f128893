package dev.regimen.task;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The settings of {@link Pentomino}.
 *
 * @param size how many images there are to train on; 20,000 unless given, the smallest of the published sizes
 * @param validationSize how many images there are for choices; 1,000 unless given
 * @param testSize how many images there are for the last word; 2,000 unless given
 * @param splitSeed fixes which images there are; 0 unless given
 */
public record PentominoSettings(Integer size, Integer validationSize, Integer testSize, Long splitSeed)
        implements ExamplesSettings {
    private static final int TRAINING = 20_000;
    private static final int VALIDATION = 1_000;
    private static final int TEST = 2_000;
    /** As many as fit into one Java array of pixels. */
    private static final int MOST_AT_ONCE = 500_000;

    /** @throws IllegalArgumentException if a number is out of range; the message names the key */
    public PentominoSettings {
        size = within("size", size == null ? TRAINING : size, Integer.MAX_VALUE);
        validationSize = within("validation-size", validationSize == null ? VALIDATION : validationSize, MOST_AT_ONCE);
        testSize = within("test-size", testSize == null ? TEST : testSize, MOST_AT_ONCE);
        splitSeed = splitSeed == null ? 0 : splitSeed;
    }

    /** With so many images to train on. */
    public static PentominoSettings of(int size) {
        return new PentominoSettings(size, null, null, null);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        return new Pentomino(this, otherSplitSeed.orElse(splitSeed));
    }

    private static int within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", expected a whole number from 1 "
                    + (most == Integer.MAX_VALUE ? "up" : "to " + most));
        }
        return value;
    }
}
