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
 * Scenes: several small images, such as digits or garments, at random places and in random sizes over clutter. The
 * fields of an example: "image" {@code [1, height, width]} from 0 to 1, and as classes "mask" {@code [height, width]},
 * what each pixel belongs to, or {@code background}; "counts" {@code [classes]}, how often each class is shown; and
 * "number" {@code []}, how many are shown in all. Pixels of a blurred rim belong to nothing: they are unlabelled.
 *
 * <p>The images are divided before scenes are drawn, so that none is in two parts. Scenes to train on are drawn anew
 * for every batch; those for validation and for the test are drawn once.
 *
 * @param source classified grey images, bright on dark; the embedded digits unless given
 * @param size {@code [height, width]} of a scene in pixels; {@code [32, 32]} unless given
 * @param objects how many images a scene shows at most, its number being drawn from 1 up to it; what finds no place is
 *     left out; 3 unless given
 * @param scale {@code [smallest, largest]} height of what is shown, as a part of the scene's; {@code [0.25, 0.5]}
 *     unless given
 * @param clutter how many fragments of images lie about, which belong to the background; 4 unless given
 * @param noise the brightness of the noise behind all, from 0 to 1; 0.1 unless given
 * @param validationSize how many scenes there are for choices; 500 unless given
 * @param testSize how many scenes there are for the last word; 1,000 unless given
 * @param split how the images are divided
 * @param splitSeed fixes how the images are divided, and which scenes are for validation and for the test; 0 unless
 *     given
 */
public record ScenesSettings(
        DataSource source,
        List<Integer> size,
        Integer objects,
        List<Double> scale,
        Integer clutter,
        Double noise,
        Integer validationSize,
        Integer testSize,
        SplitFractions split,
        Long splitSeed)
        implements ExamplesSettings {
    private static final List<Integer> SIZE = List.of(32, 32);
    private static final List<Double> SCALE = List.of(0.25, 0.5);
    private static final int SMALLEST = 8;
    private static final int VALIDATION = 500;
    private static final int TEST = 1_000;

    /** @throws IllegalArgumentException if a setting is out of range; the message names the key */
    public ScenesSettings {
        source = source == null ? new EmbeddedDigits() : source;
        size = size == null ? SIZE : List.copyOf(size);
        if (size.size() != 2 || size.stream().anyMatch(length -> length < SMALLEST)) {
            throw new IllegalArgumentException(
                    "size is " + size + ", expected [height, width], two whole numbers from " + SMALLEST);
        }
        objects = Counts.atLeast("objects", objects == null ? 3 : objects, 1);
        scale = scale == null ? SCALE : List.copyOf(scale);
        if (scale.size() != 2 || !(scale.get(0) > 0 && scale.get(0) <= scale.get(1) && scale.get(1) <= 1)) {
            throw new IllegalArgumentException("scale is " + scale
                    + ", expected [smallest, largest], two numbers above 0 and up to 1, the smaller one first");
        }
        clutter = Counts.atLeast("clutter", clutter == null ? 4 : clutter, 0);
        noise = noise == null ? 0.1 : noise;
        if (!(noise >= 0 && noise <= 1)) {
            throw new IllegalArgumentException("noise is " + noise + ", expected a number from 0 to 1");
        }
        validationSize = Counts.atLeast("validation-size", validationSize == null ? VALIDATION : validationSize, 1);
        testSize = Counts.atLeast("test-size", testSize == null ? TEST : testSize, 1);
        requireMemory("validation-size", validationSize, size);
        requireMemory("test-size", testSize, size);
        split = split == null ? SplitFractions.standard() : split;
        splitSeed = splitSeed == null ? 0 : splitSeed;
    }

    /** They are painted into one array. */
    private static void requireMemory(String key, int scenes, List<Integer> size) {
        long most = Integer.MAX_VALUE / ((long) size.get(0) * size.get(1));
        if (scenes > most) {
            throw new IllegalArgumentException(key + " is " + scenes + ", but of scenes of " + size.get(0) + " x "
                    + size.get(1) + " pixels there can be at most " + most);
        }
    }

    /** Scenes of embedded digits, otherwise as usual. */
    public static ScenesSettings usual() {
        return new ScenesSettings(null, null, null, null, null, null, null, null, null, null);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        try (SourceData data = source.load(folder)) {
            long seed = otherSplitSeed.orElse(splitSeed);
            Scenes recipe = Scenes.of(this, data.examples().fields());
            PreparedData images = PreparedData.of(data, Normalisation.NONE, split, seed);
            return new DrawnOfImages(recipe, images, validationSize, testSize, "scenes", seed);
        }
    }
}
