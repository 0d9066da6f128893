package dev.regimen.task;

import dev.regimen.data.Normalisation;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A chain of modules to be learned, each of which needs what the one before it gives. Position 1 reads an image: its
 * symbol is the image's class modulo the number of symbols. Then come, in turns, an automaton that starts in the state
 * that the symbol before it names and reads a word, its symbol being the state that it ends in; and a table that gives
 * a symbol for the one before it and an operand. Automata and tables are drawn once, from a seed of their own.
 *
 * <p>Fields: {@code image} {@code [channels, height, width]}; for an automaton at position i {@code word-i}
 * {@code [word-length]}, of one letter at least and filled up with pauses, which change nothing; for a table
 * {@code operand-i} {@code []}; and after every position {@code symbol-i} {@code []}, the last being the target. All
 * but the image are classes. A word is as likely to have one letter as any other number: short words teach what long
 * ones need, without which an automaton is a parity of all letters and hardly learned at all.
 *
 * <p>First symbols, letters and operands are uniform and independent, and the tables, those of the automata's
 * transitions too, are Latin squares. So every symbol is uniform, and so is the target for whoever knows all of an
 * example's inputs but the image, one word, or one operand: nothing but the whole chain is better than chance.
 *
 * <p>The images are divided before examples are drawn, so that none is in two parts. Examples to train on are drawn
 * anew for every batch; those for validation and for the test are drawn once.
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
        length = Counts.within("length", length == null ? 3 : length, 2, LONGEST);
        symbols = Counts.atLeast("symbols", symbols == null ? 5 : symbols, 2);
        wordLength = Counts.atLeast("word-length", wordLength == null ? 3 : wordLength, 1);
        validationSize = Counts.atLeast("validation-size", validationSize == null ? VALIDATION : validationSize, 1);
        testSize = Counts.atLeast("test-size", testSize == null ? TEST : testSize, 1);
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
            DrawnOfImages.Recipe recipe = Cascade.of(this, data.examples().fields());
            PreparedData images = PreparedData.of(data, normalisation, split, seed);
            return new DrawnOfImages(recipe, images, validationSize, testSize, "chains", seed);
        }
    }
}
