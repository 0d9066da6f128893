package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Parts;
import dev.regimen.torch.Seeds;
import java.util.Map;
import java.util.Random;

/**
 * Tuples of images of digits, and the sum of those (Manhaeve et al., "DeepProbLog", NeurIPS 2018): {@code image}
 * {@code [digits=k, channels, height, width]}, {@code digit} {@code [digits=k]} and {@code sum} {@code []}, all numbers
 * but the images being classes. Of images of other things, the number of the class is the digit.
 *
 * <p>The images are divided before tuples are drawn, so that none is in two parts. Tuples to train on are drawn anew
 * for every batch, each image independently; those for validation and for the test are drawn once.
 */
public final class DigitSum implements Examples {
    private final Tuples tuples;
    private final Map<String, Field> fields;
    private final Dataset images;
    private final Dataset validation;
    private final Dataset test;

    /**
     * @param parts images; owned from now on
     * @param splitSeed fixes which tuples are drawn for validation and the test
     */
    DigitSum(DigitSumSettings settings, Parts parts, long splitSeed) {
        tuples = new Tuples(settings.digits(), settings.modulus());
        images = parts.training();
        fields = tuples.fields(images.fields());
        validation = draw(parts.validation(), settings.validationSize(), Seeds.derive(splitSeed, "validation tuples"));
        test = draw(parts.test(), settings.testSize(), Seeds.derive(splitSeed, "test tuples"));
        parts.validation().close();
        parts.test().close();
    }

    @Override
    public Map<String, Field> fields() {
        return fields;
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sampling sampling) {
        return new TupleSource(tuples, images, sampling.positions(images.size(), seed), seed, batchSize);
    }

    @Override
    public Dataset validation() {
        return validation;
    }

    @Override
    public Dataset test() {
        return test;
    }

    private Dataset draw(Dataset from, int count, long seed) {
        long[] population = Sampling.ALL.positions(from.size(), seed);
        return new Dataset(
                fields, tuples.draw(from, population, count, new Random(seed)).values());
    }

    @Override
    public void close() {
        images.close();
        validation.close();
        test.close();
    }
}
