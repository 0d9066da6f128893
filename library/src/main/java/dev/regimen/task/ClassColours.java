package dev.regimen.task;

import dev.regimen.data.Field;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.List;

/** Colours for the classes of pixels. */
public final class ClassColours {
    /** The first class is often the background, so it is dark; the others are told apart by hue, then by lightness. */
    private static final Color FIRST = new Color(0x20, 0x24, 0x2b);

    /** Nobody has said what is there. */
    private static final Color UNLABELLED = new Color(0x8a, 0x8f, 0x98);

    private static final int HUES = 10;
    private static final float[] LIGHTNESS = {0.95f, 0.6f, 0.8f};

    /** In a palette, the place of pixels without a label. */
    private static final int LAST = 255;

    private ClassColours() {}

    /** @param index of a class, or {@link Field#UNLABELLED} */
    public static Color of(long index) {
        if (index == Field.UNLABELLED) {
            return UNLABELLED;
        }
        if (index == 0) {
            return FIRST;
        }
        int hue = (int) ((index - 1) % HUES);
        int round = (int) ((index - 1) / HUES % LIGHTNESS.length);
        return Color.getHSBColor(hue / (float) HUES, 0.75f, LIGHTNESS[round]);
    }

    /**
     * A mask with a palette, whose places are the classes and 255 what has no label, so that it can be read as one
     * again.
     *
     * @param classes of the pixels row by row, below 255; negative or NaN where there is none
     */
    public static BufferedImage mask(List<Float> classes, int height, int width) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette());
        for (int i = 0; i < classes.size(); i++) {
            float index = classes.get(i);
            image.getRaster().setSample(i % width, i / width, 0, index >= 0 ? Math.round(index) : LAST);
        }
        return image;
    }

    private static IndexColorModel palette() {
        int[] colours = new int[LAST + 1];
        for (int i = 0; i < LAST; i++) {
            colours[i] = of(i).getRGB();
        }
        colours[LAST] = UNLABELLED.getRGB();
        return new IndexColorModel(8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }
}
