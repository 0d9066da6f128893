package dev.regimen.task;

import dev.regimen.data.Normalisation;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Strings of digits: several small images in a row at somewhat random places, to be read from left to right. The fields
 * of an example: "image" {@code [1, height, width]} from 0 to 1, and as classes "string" {@code [places]}, what is
 * shown, from the left, being unlabelled after the end of a string that is shorter than the longest; and "column"
 * {@code [columns=width]}, what each column of pixels belongs to, or {@code background}. Of images of other things,
 * such as garments, the strings are of those.
 *
 * <p>All images have one size: as high as an image of the source and twice the jitter, as wide as the longest string
 * with the largest gaps between, before and after its images. A string begins anywhere from where it fits.
 *
 * <p>The images are divided before strings are drawn, so that none is in two parts. Strings to train on are drawn anew
 * for every batch; those for validation and for the test are drawn once.
 *
 * @param source classified grey images, bright on dark; the embedded digits unless given
 * @param length {@code [shortest, longest]} string, each length between them being as likely, or one number if all are
 *     as long; {@code [2, 5]} unless given
 * @param gap {@code [smallest, largest]} number of columns between two images, likewise; {@code [0, 3]} unless given
 * @param jitter how far up or down each image may be moved, in pixels; 2 unless given
 * @param noise the brightness of the noise behind all, from 0 to 1; 0.1 unless given
 * @param validationSize how many strings there are for choices; 500 unless given
 * @param testSize how many strings there are for the last word; 1,000 unless given
 * @param split how the images are divided
 * @param splitSeed fixes how the images are divided, and which strings are for validation and for the test; 0 unless
 *     given
 */
public record DigitStringsSettings(
        DataSource source,
        List<Integer> length,
        List<Integer> gap,
        Integer jitter,
        Double noise,
        Integer validationSize,
        Integer testSize,
        SplitFractions split,
        Long splitSeed)
        implements ExamplesSettings {
    private static final List<Integer> LENGTH = List.of(2, 5);
    private static final List<Integer> GAP = List.of(0, 3);
    private static final int VALIDATION = 500;
    private static final int TEST = 1_000;

    /** @throws IllegalArgumentException if a setting is out of range; the message names the key */
    public DigitStringsSettings {
        source = source == null ? new EmbeddedDigits() : source;
        length = range("length", length == null ? LENGTH : length, 1);
        gap = range("gap", gap == null ? GAP : gap, 0);
        jitter = Counts.atLeast("jitter", jitter == null ? 2 : jitter, 0);
        noise = noise == null ? 0.1 : noise;
        if (!(noise >= 0 && noise <= 1)) {
            throw new IllegalArgumentException("noise is " + noise + ", expected a number from 0 to 1");
        }
        validationSize = Counts.atLeast("validation-size", validationSize == null ? VALIDATION : validationSize, 1);
        testSize = Counts.atLeast("test-size", testSize == null ? TEST : testSize, 1);
        split = split == null ? SplitFractions.standard() : split;
        splitSeed = splitSeed == null ? 0 : splitSeed;
    }

    private static List<Integer> range(String key, List<Integer> given, int least) {
        boolean one = given.size() == 1;
        if ((!one && given.size() != 2) || given.get(0) < least || given.get(0) > given.get(given.size() - 1)) {
            throw new IllegalArgumentException(key + " is " + given
                    + ", expected one whole number or two, the smaller one first, from " + least + " up");
        }
        return one ? List.of(given.get(0), given.get(0)) : List.copyOf(given);
    }

    /** Strings of embedded digits of these lengths, otherwise as usual. */
    public static DigitStringsSettings of(int shortest, int longest) {
        return new DigitStringsSettings(null, List.of(shortest, longest), null, null, null, null, null, null, null);
    }

    /** How many images the longest string has. */
    int longest() {
        return length.get(1);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        try (SourceData data = source.load(folder)) {
            long seed = otherSplitSeed.orElse(splitSeed);
            DigitStrings recipe = DigitStrings.of(this, data.examples().fields());
            PreparedData images = PreparedData.of(data, Normalisation.NONE, split, seed);
            return new DrawnOfImages(recipe, images, validationSize, testSize, "strings", seed);
        }
    }
}
