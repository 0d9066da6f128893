package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Parts;
import dev.regimen.torch.Seeds;
import java.util.Map;
import java.util.Random;

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
 */
public final class Cascade implements Examples {
    private final Chain chain;
    private final PreparedData data;
    private final Dataset validation;
    private final Dataset test;

    /**
     * @param data images; owned from now on
     * @param splitSeed fixes which examples are drawn for validation and the test
     */
    Cascade(CascadeSettings settings, Chain chain, PreparedData data, long splitSeed) {
        this.chain = chain;
        this.data = data;
        Parts parts = data.parts();
        validation = draw(parts.validation(), settings.validationSize(), Seeds.derive(splitSeed, "validation chains"));
        test = draw(parts.test(), settings.testSize(), Seeds.derive(splitSeed, "test chains"));
    }

    @Override
    public Map<String, Field> fields() {
        return chain.fields();
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        Dataset images = data.parts().training();
        Chain.Images from = chain.images(images, sample.positions(images.size()));
        return new DrawnSource((count, random) -> chain.draw(from, count, random), seed, batchSize);
    }

    @Override
    public Dataset validation() {
        return validation;
    }

    @Override
    public Dataset test() {
        return test;
    }

    private Dataset draw(Dataset images, int count, long seed) {
        Chain.Images from = chain.images(images, Sample.ALL.positions(images.size()));
        return new Dataset(
                chain.fields(), chain.draw(from, count, new Random(seed)).values());
    }

    @Override
    public void close() {
        data.close();
        validation.close();
        test.close();
    }
}
