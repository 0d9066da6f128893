package dev.regimen.data.source;

import dev.regimen.data.DataException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * A decoded image.
 *
 * @param values {@code [channels, height, width]} in row-major order, from 0 to 1; what is transparent is on white
 */
record Pixels(float[] values, int height, int width) {
    private static final int BYTE = 0xff;
    private static final float RED = 0.299f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    /**
     * Decodes a file.
     *
     * @throws DataException if it is not an image that can be decoded
     */
    static Pixels read(Path file, Colours colours) {
        BufferedImage image = decode(file);
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int area = image.getWidth() * image.getHeight();
        float[] values = new float[colours.channels() * area];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                float[] colour = grey ? grey(image, x, y) : rgb(image.getRGB(x, y));
                store(values, y * image.getWidth() + x, area, colours == Colours.GREY ? brightness(colour) : colour);
            }
        }
        return new Pixels(values, image.getHeight(), image.getWidth());
    }

    /** As {@code 8x10}, height first. */
    String size() {
        return height + "x" + width;
    }

    /** @throws DataException if it is not an image that can be decoded */
    static BufferedImage decode(Path file) {
        if (!Files.isRegularFile(file)) {
            throw InputFile.missing("file", file);
        }
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new DataException(file + ": it is not an image of a known format, expected PNG or JPEG");
            }
            return image;
        } catch (IOException e) {
            throw new InputFile(file).error(e);
        } catch (IndexOutOfBoundsException
                | NegativeArraySizeException
                | ClassCastException
                | IllegalStateException e) {
            // What the decoders of the JDK throw at some damaged files.
            throw new DataException(file + ": it is damaged, expected a PNG or JPEG image", e);
        }
    }

    private static void store(float[] values, int position, int area, float[] colour) {
        for (int channel = 0; channel * area < values.length; channel++) {
            values[channel * area + position] = colour[channel];
        }
    }

    /** Read from the raster, because the colour model takes grey levels for linear light and would brighten them. */
    private static float[] grey(BufferedImage image, int x, int y) {
        Raster raster = image.getRaster();
        float level = sample(raster, x, y, 0);
        float opacity = raster.getNumBands() > 1 ? sample(raster, x, y, 1) : 1;
        float[] colour = new float[Colours.RGB.channels()];
        Arrays.fill(colour, onWhite(level, opacity));
        return colour;
    }

    private static float sample(Raster raster, int x, int y, int band) {
        float largest = (1L << raster.getSampleModel().getSampleSize(band)) - 1;
        return raster.getSample(x, y, band) / largest;
    }

    private static float[] rgb(int argb) {
        float opacity = (argb >>> 24) / (float) BYTE;
        return new float[] {
            onWhite((argb >>> 16 & BYTE) / (float) BYTE, opacity),
            onWhite((argb >>> 8 & BYTE) / (float) BYTE, opacity),
            onWhite((argb & BYTE) / (float) BYTE, opacity)
        };
    }

    private static float onWhite(float level, float opacity) {
        return opacity * level + (1 - opacity);
    }

    private static float[] brightness(float[] rgb) {
        boolean grey = rgb[0] == rgb[1] && rgb[1] == rgb[2];
        return new float[] {grey ? rgb[0] : RED * rgb[0] + GREEN * rgb[1] + BLUE * rgb[2]};
    }
}
