package dev.regimen.report;

import dev.regimen.data.Field;
import dev.regimen.task.SampleValues;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Classes of pixels as pictures, a colour for each. */
final class ClassPictures {
    /** The first class is often the background, so it is dark; the others are told apart by hue, then by lightness. */
    private static final Color FIRST = new Color(0x20, 0x24, 0x2b);

    /** Nobody has said what is there. */
    private static final Color UNLABELLED = new Color(0x8a, 0x8f, 0x98);

    private static final int HUES = 10;
    private static final float[] LIGHTNESS = {0.95f, 0.6f, 0.8f};

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
            List<Float> row = values.row(example);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < row.size(); i++) {
                image.setRGB(
                        i % width, i / width, colour(Math.round(row.get(i))).getRGB());
            }
            pictures.add(PixelImages.address(image));
        }
        return pictures;
    }

    /** What the colours mean. */
    static List<Key> keys(List<String> classes) {
        return IntStream.range(0, classes.size())
                .mapToObj(index -> new Key(
                        classes.get(index),
                        String.format(Locale.ROOT, "#%06x", colour(index).getRGB() & 0xffffff)))
                .toList();
    }

    private static Color colour(int index) {
        if (index == Field.UNLABELLED) {
            return UNLABELLED;
        }
        if (index == 0) {
            return FIRST;
        }
        int hue = (index - 1) % HUES;
        int round = (index - 1) / HUES % LIGHTNESS.length;
        return Color.getHSBColor(hue / (float) HUES, 0.75f, LIGHTNESS[round]);
    }
}
