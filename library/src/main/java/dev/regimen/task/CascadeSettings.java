package dev.regimen.task;

import dev.regimen.data.Normalisation;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The settings of {@link Cascade}.
 *
 * @param source classified images; the embedded digits unless given
 * @param length how many modules the chain has, from 2 to 8; 3 unless given
 * @param symbols how many symbols are passed on, from 2; 5 unless given
 * @param wordLength how many letters an automaton's words have at most; 3 unless given
 * @param validationSize how many examples there are for choices; 1,000 unless given
 * @param testSize how many examples there are for the last word; 2,000 unless given
 * @param normalisation of the images; unless given, what is usual for the source
 * @param split how the images are divided
 * @param splitSeed fixes how the images are divided, and which examples are for validation and for the test; 0 unless
 *     given
 * @param tableSeed fixes the automata and lookup tables; 0 unless given
 */
public record CascadeSettings(
        DataSource source,
        Integer length,
        Integer symbols,
        Integer wordLength,
        Integer validationSize,
        Integer testSize,
        Normalisation normalisation,
        SplitFractions split,
        Long splitSeed,
        Long tableSeed)
        implements ExamplesSettings {
    private static final int LONGEST = 8;
    private static final int VALIDATION = 1_000;
    private static final int TEST = 2_000;

    /** @throws IllegalArgumentException if a number is out of range; the message names the key */
    public CascadeSettings {
        source = source == null ? new EmbeddedDigits() : source;
        length = atLeast("length", length == null ? 3 : length, 2);
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "length is " + length + ", expected a whole number from 2 to " + LONGEST);
        }
        symbols = atLeast("symbols", symbols == null ? 5 : symbols, 2);
        wordLength = atLeast("word-length", wordLength == null ? 3 : wordLength, 1);
        validationSize = atLeast("validation-size", validationSize == null ? VALIDATION : validationSize, 1);
        testSize = atLeast("test-size", testSize == null ? TEST : testSize, 1);
        normalisation = normalisation == null ? source.usualNormalisation() : normalisation;
        split = split == null ? SplitFractions.standard() : split;
        splitSeed = splitSeed == null ? 0 : splitSeed;
        tableSeed = tableSeed == null ? 0 : tableSeed;
    }

    /** Chains of this length with defaults for the rest. */
    public static CascadeSettings of(int length) {
        return new CascadeSettings(null, length, null, null, null, null, null, null, null, null);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        try (SourceData data = source.load(folder)) {
            long seed = otherSplitSeed.orElse(splitSeed);
            Chain chain = Chain.of(this, data.examples().fields());
            return new Cascade(this, chain, PreparedData.of(data, normalisation, split, seed), seed);
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
