package dev.regimen.report;

import dev.regimen.task.ClassColours;
import dev.regimen.task.SampleValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Classes of pixels as pictures, a colour for each. */
final class ClassPictures {
    private ClassPictures() {}

    /**
     * A class and its colour.
     *
     * @param colour as {@code #rrggbb}
     */
    record Key(String name, String colour) {}

    /** Whether values are a class for every pixel: {@code [examples, height, width]}. */
    static boolean suit(SampleValues values, List<String> classes) {
        return !classes.isEmpty() && values.shape().size() == 3;
    }

    /** A picture of every example, as an address that holds the picture itself. */
    static List<String> of(SampleValues values) {
        int height = values.shape().get(1).intValue();
        int width = values.shape().get(2).intValue();
        List<String> pictures = new ArrayList<>();
        for (int example = 0; example < values.count(); example++) {
            pictures.add(PixelImages.address(ClassColours.mask(values.row(example), height, width)));
        }
        return pictures;
    }

    /** What the colours mean. */
    static List<Key> keys(List<String> classes) {
        return IntStream.range(0, classes.size())
                .mapToObj(index -> new Key(
                        classes.get(index),
                        String.format(
                                Locale.ROOT, "#%06x", ClassColours.of(index).getRGB() & 0xffffff)))
                .toList();
    }
}
