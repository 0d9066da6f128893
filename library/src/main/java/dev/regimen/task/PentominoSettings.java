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
 * @param grid how many patches an image has in each direction, 2 to 8; 8 unless given, as published
 * @param types of how many types the sprites are, 2 to 10; 10 unless given, as published
 */
public record PentominoSettings(
        Integer size, Integer validationSize, Integer testSize, Long splitSeed, Integer grid, Integer types)
        implements ExamplesSettings {
    private static final int TRAINING = 20_000;
    private static final int VALIDATION = 1_000;
    private static final int TEST = 2_000;
    /** As many as fit into one Java array of pixels. */
    private static final int MOST_AT_ONCE = 500_000;

    private static final int FEWEST = 2;
    private static final int PUBLISHED_GRID = 8;

    /** @throws IllegalArgumentException if a number is out of range; the message names the key */
    public PentominoSettings {
        size = Counts.within("size", size == null ? TRAINING : size, 1, Integer.MAX_VALUE);
        validationSize =
                Counts.within("validation-size", validationSize == null ? VALIDATION : validationSize, 1, MOST_AT_ONCE);
        testSize = Counts.within("test-size", testSize == null ? TEST : testSize, 1, MOST_AT_ONCE);
        splitSeed = splitSeed == null ? 0 : splitSeed;
        grid = Counts.within("grid", grid == null ? PUBLISHED_GRID : grid, FEWEST, PUBLISHED_GRID);
        int most = Pentominoes.names().size();
        types = Counts.within("types", types == null ? most : types, FEWEST, most);
    }

    /** With as many patches and types as published. */
    public PentominoSettings(Integer size, Integer validationSize, Integer testSize, Long splitSeed) {
        this(size, validationSize, testSize, splitSeed, null, null);
    }

    /** With so many images to train on. */
    public static PentominoSettings of(int size) {
        return new PentominoSettings(size, null, null, null);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        return new Pentomino(this, otherSplitSeed.orElse(splitSeed));
    }
}
