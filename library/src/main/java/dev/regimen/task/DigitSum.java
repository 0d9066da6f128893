package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Parts;
import dev.regimen.torch.Seeds;
import java.nio.file.Path;
import java.util.List;
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
    private final PreparedData data;
    private final Dataset validation;
    private final Dataset test;

    /**
     * @param data images; owned from now on
     * @param splitSeed fixes which tuples are drawn for validation and the test
     */
    DigitSum(DigitSumSettings settings, Tuples tuples, PreparedData data, long splitSeed) {
        this.tuples = tuples;
        this.data = data;
        Parts parts = data.parts();
        validation = draw(parts.validation(), settings.validationSize(), Seeds.derive(splitSeed, "validation tuples"));
        test = draw(parts.test(), settings.testSize(), Seeds.derive(splitSeed, "test tuples"));
    }

    @Override
    public Map<String, Field> fields() {
        return tuples.fields();
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        Dataset images = data.parts().training();
        long[] population = sample.positions(images.size());
        return new DrawnSource((count, random) -> tuples.draw(images, population, count, random), seed, batchSize);
    }

    @Override
    public Dataset validation() {
        return validation;
    }

    @Override
    public Dataset test() {
        return test;
    }

    /** Reads images, as many as a tuple has for every tuple, in order. */
    @Override
    public Dataset read(List<Path> files) {
        try (Dataset images = data.read(files)) {
            return tuples.group(images);
        }
    }

    private Dataset draw(Dataset from, int count, long seed) {
        long[] population = Sample.ALL.positions(from.size());
        return new Dataset(
                tuples.fields(),
                tuples.draw(from, population, count, new Random(seed)).values());
    }

    @Override
    public void close() {
        data.close();
        validation.close();
        test.close();
    }
}
