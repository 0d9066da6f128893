package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.SourceData;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Images of two pixels that say which image it is: its number, from {@code first} on, and the number again. The class
 * is the number modulo the number of classes.
 */
record NumberedImages(int first, int count, int classes, Optional<NumberedImages> test) implements DataSource {
    static NumberedImages of(int count, int classes) {
        return new NumberedImages(0, count, classes, Optional.empty());
    }

    @Override
    public SourceData load(Path folder) {
        return new SourceData(dataset(), test.map(NumberedImages::dataset), files -> dataset());
    }

    private Dataset dataset() {
        float[] pixels = new float[2 * count];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++) {
            pixels[2 * i] = first + i;
            pixels[2 * i + 1] = first + i;
            labels[i] = Math.floorMod(first + i, classes);
        }
        return new Dataset(
                Map.of("image", Field.real(Shape.of(1, 1, 2)), "label", Field.classes(Shape.of(), classes)),
                Map.of("image", TensorData.floats(pixels, count, 1, 1, 2), "label", TensorData.longs(labels, count)));
    }
}
