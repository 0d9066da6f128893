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
 * The settings of {@link DigitSum}.
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
        digits = atLeast("digits", digits == null ? 2 : digits, 1);
        modulus = modulus == null ? Optional.empty() : modulus;
        modulus.ifPresent(value -> atLeast("modulus", value, 2));
        validationSize = atLeast("validation-size", validationSize == null ? VALIDATION : validationSize, 1);
        testSize = atLeast("test-size", testSize == null ? TEST : testSize, 1);
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
            Tuples tuples = Tuples.of(this, data.examples().fields());
            return new DigitSum(this, tuples, PreparedData.of(data, normalisation, split, seed), seed);
        }
    }

    private static int atLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    key + " is " + value + ", expected a whole number from " + least + " up");
        }
        return value;
    }
}
