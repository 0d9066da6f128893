package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Pool;
import dev.regimen.torch.Seeds;
import java.util.Map;

/**
 * The pentomino task (Gülçehre and Bengio, "Knowledge Matters", JMLR 17(8), 2016): a binary image of 64 x 64 pixels
 * shows three pentominoes of ten types; are all three of one type? The image comes as its 8 x 8 patches, row by row:
 * {@code patches} {@code [patches=64, 1, 8, 8]}, 0 or 1. The classes are {@code same} {@code []}, and for the hints
 * {@code sprite} {@code [patches=64]}, the type in each patch or {@code empty}, as 61 of 64 are.
 *
 * <p>As published: ten types, turned by multiples of 90 degrees, scaled by 1 or 2; half of the images have three of one
 * type, the others two of one and one of another. The published images could not be found, so this is ours: every
 * sprite lies within one patch, anywhere in it, and no patch has two, so that the type in a patch is well defined.
 *
 * <p>Smaller problems of the same kind have fewer patches, or sprites of fewer types: the first ones of the list.
 *
 * <p>The training images are finitely many, seen in epochs, and drawn again from their numbers for every batch.
 */
public final class Pentomino implements Examples {
    private final int size;
    private final PentominoImages training;
    private final Pool pool;
    private final Dataset validation;
    private final Dataset test;

    /** @param seed fixes all images */
    Pentomino(PentominoSettings settings, long seed) {
        size = settings.size();
        training = images("training", settings, seed);
        pool = Pool.of(size, training::at);
        validation = images("validation", settings, seed).first(settings.validationSize());
        test = images("test", settings, seed).first(settings.testSize());
    }

    private static PentominoImages images(String which, PentominoSettings settings, long seed) {
        return new PentominoImages(Seeds.derive(seed, which + " images"), settings.grid(), settings.types());
    }

    @Override
    public Map<String, Field> fields() {
        return training.fields();
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        return new EpochSource(pool, sample.positions(Population.numbered(size)), seed, batchSize);
    }

    @Override
    public Dataset validation() {
        return validation;
    }

    @Override
    public Dataset test() {
        return test;
    }

    @Override
    public void close() {
        validation.close();
        test.close();
    }
}
