package dev.regimen.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a person chose of a study.
 *
 * @param data the folder where data that are not embedded are looked for
 * @param seeds how many trainings each contender gets instead of the study's own number; the tables say so
 */
public record Setup(Scale scale, Path data, OptionalInt seeds) {
    /** The embedded data alone, and the study's own number of seeds. */
    public static Setup of(Scale scale) {
        return new Setup(scale, Path.of("data"), OptionalInt.empty());
    }

    public boolean quick() {
        return scale == Scale.QUICK;
    }

    /** One of two values, by the scale. */
    public <T> T choose(T quick, T full) {
        return quick() ? quick : full;
    }

    /** Whether there is a data set in IDX files, as those of MNIST, in a folder of this name. */
    public boolean hasImages(String name) {
        Path folder = data.resolve(name);
        return Files.isReadable(folder.resolve("train-images-idx3-ubyte"))
                || Files.isReadable(folder.resolve("train-images-idx3-ubyte.gz"));
    }

    /** A note that such a data set was not there, and where it comes from. */
    public String missing(String name) {
        return name + " was left out: there is no train-images-idx3-ubyte or train-images-idx3-ubyte.gz in "
                + data.resolve(name) + ". Put its four IDX files there, or name the folder above it by --data"
                + (name.equals("fashion-mnist") ? "; Debian has them in its package dataset-fashion-mnist." : ".");
    }
}
