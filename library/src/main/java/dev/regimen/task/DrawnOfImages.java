package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Parts;
import dev.regimen.data.source.InputReader;
import dev.regimen.torch.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Examples that are made of images at random. The images are divided before examples are drawn, so that none is in two
 * parts. Examples to train on are drawn anew for every batch; those for validation and for the test are drawn once.
 */
final class DrawnOfImages implements Examples {
    /** How examples are made of images. */
    interface Recipe {
        Map<String, Field> fields();

        /**
         * Draws from some of these images.
         *
         * @param population their positions
         */
        DrawnSource.Draw from(Dataset images, long[] population);

        /**
         * Reads new inputs, without targets.
         *
         * @param images reads images as those were read that examples are made of
         * @return its own; the caller closes it
         * @throws dev.regimen.data.DataException if the files do not make whole examples
         * @throws IllegalArgumentException if examples like these are not made of images alone
         */
        Dataset read(List<Path> files, InputReader images);
    }

    private final Recipe recipe;
    private final PreparedData data;
    private final Dataset validation;
    private final Dataset test;

    /**
     * @param data images; owned from now on
     * @param name of the examples, from which seeds are derived
     * @param splitSeed fixes which examples are drawn for validation and the test
     */
    DrawnOfImages(Recipe recipe, PreparedData data, int validationSize, int testSize, String name, long splitSeed) {
        this.recipe = recipe;
        this.data = data;
        Parts parts = data.parts();
        validation = draw(parts.validation(), validationSize, Seeds.derive(splitSeed, "validation " + name));
        test = draw(parts.test(), testSize, Seeds.derive(splitSeed, "test " + name));
    }

    @Override
    public Map<String, Field> fields() {
        return recipe.fields();
    }

    @Override
    public BatchSource training(long seed, int batchSize, Sample sample) {
        Dataset images = data.parts().training();
        return new DrawnSource(recipe.from(images, sample.positions(Population.of(images))), seed, batchSize);
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
    public Dataset read(List<Path> files) {
        return recipe.read(files, data::read);
    }

    private Dataset draw(Dataset images, int count, long seed) {
        DrawnSource.Draw draw = recipe.from(images, Sample.ALL.positions(Population.of(images)));
        return new Dataset(recipe.fields(), draw.draw(count, new Random(seed)));
    }

    @Override
    public void close() {
        data.close();
        validation.close();
        test.close();
    }
}
