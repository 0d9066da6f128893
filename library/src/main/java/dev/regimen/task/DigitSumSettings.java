package dev.regimen.task;

import dev.regimen.data.Normalisation;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tuples of images of digits, and the sum of those (Manhaeve et al., "DeepProbLog", NeurIPS 2018). The fields of an
 * example: "image" {@code [digits=k, channels, height, width]}, "digit" {@code [digits=k]} and "sum" {@code []}, all
 * but the images being classes. Of images of other things, the number of the class is the digit.
 *
 * <p>The images are divided before tuples are drawn, so that none is in two parts. Tuples to train on are drawn anew
 * for every batch, each image independently; those for validation and for the test are drawn once.
 *
 * @param source classified images; the embedded digits unless given
 * @param digits how many images an example has; 2 unless given
 * @param modulus what the sum is divided by to take the remainder; none unless given
 * @param validationSize how many tuples there are for choices; 1,000 unless given
 * @param testSize how many tuples there are for the last word; 2,000 unless given
 * @param normalisation of the images; unless given, what is usual for the source
 * @param split how the images are divided
 * @param splitSeed fixes how the images are divided, and which tuples are for validation and for the test; 0 unless
 *     given
 */
public record DigitSumSettings(
        DataSource source,
        Integer digits,
        Optional<Integer> modulus,
        Integer validationSize,
        Integer testSize,
        Normalisation normalisation,
        SplitFractions split,
        Long splitSeed)
        implements ExamplesSettings {
    private static final int VALIDATION = 1_000;
    private static final int TEST = 2_000;

    /** @throws IllegalArgumentException if a number is out of range; the message names the key */
    public DigitSumSettings {
        source = source == null ? new EmbeddedDigits() : source;
        digits = Counts.atLeast("digits", digits == null ? 2 : digits, 1);
        modulus = modulus == null ? Optional.empty() : modulus;
        modulus.ifPresent(value -> Counts.atLeast("modulus", value, 2));
        validationSize = Counts.atLeast("validation-size", validationSize == null ? VALIDATION : validationSize, 1);
        testSize = Counts.atLeast("test-size", testSize == null ? TEST : testSize, 1);
        normalisation = normalisation == null ? source.usualNormalisation() : normalisation;
        split = split == null ? SplitFractions.standard() : split;
        splitSeed = splitSeed == null ? 0 : splitSeed;
    }

    /** Sums of so many embedded digits, modulo a number. */
    public static DigitSumSettings of(int digits, int modulus) {
        return new DigitSumSettings(null, digits, Optional.of(modulus), null, null, null, null, null);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        try (SourceData data = source.load(folder)) {
            long seed = otherSplitSeed.orElse(splitSeed);
            DrawnOfImages.Recipe recipe = DigitSum.of(this, data.examples().fields());
            PreparedData images = PreparedData.of(data, normalisation, split, seed);
            return new DrawnOfImages(recipe, images, validationSize, testSize, "tuples", seed);
        }
    }
}
