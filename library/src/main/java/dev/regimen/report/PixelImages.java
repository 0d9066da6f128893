package dev.regimen.report;

import dev.regimen.task.SampleValues;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Numbers as pictures, pixel by pixel.
 *
 * @param items pictures of one example
 * @param channels 1 for grey, 3 for red, green and blue
 */
record PixelImages(int items, int channels, int height, int width) {
    /** Smaller planes are rather tables of numbers. */
    private static final int SMALLEST = 4;

    private static final int WHITE = 255;

    /**
     * The pictures of every example, as addresses that hold the picture itself. The lowest number of all is black, the
     * highest white, whatever normalisation did to them.
     *
     * @param values {@code [examples, channels, height, width]} or {@code [examples, items, channels, height, width]}
     * @return nothing if the values have another shape
     */
    static List<List<String>> of(SampleValues values) {
        List<Long> shape = values.shape();
        int rank = shape.size();
        if (rank < 4 || rank > 5) {
            return List.of();
        }
        PixelImages images = new PixelImages(
                rank == 5 ? shape.get(1).intValue() : 1,
                shape.get(rank - 3).intValue(),
                shape.get(rank - 2).intValue(),
                shape.get(rank - 1).intValue());
        return images.canBeSeen() ? images.draw(values) : List.of();
    }

    /**
     * A picture of every example in grey, 0 being black and 1 white.
     *
     * @param parts {@code [examples, height, width]}
     */
    static List<String> ofParts(SampleValues parts) {
        PixelImages images = new PixelImages(
                1, 1, parts.shape().get(1).intValue(), parts.shape().get(2).intValue());
        return IntStream.range(0, parts.count())
                .mapToObj(example -> images.png(parts.row(example), 0, WHITE))
                .toList();
    }

    private boolean canBeSeen() {
        return (channels == 1 || channels == 3) && height >= SMALLEST && width >= SMALLEST;
    }

    private List<List<String>> draw(SampleValues values) {
        float low = (float)
                values.values().stream().mapToDouble(Float::doubleValue).min().orElse(0);
        float high = (float)
                values.values().stream().mapToDouble(Float::doubleValue).max().orElse(1);
        float scale = high > low ? WHITE / (high - low) : 0;
        List<List<String>> examples = new ArrayList<>();
        for (int example = 0; example < values.count(); example++) {
            List<String> pictures = new ArrayList<>();
            for (int item = 0; item < items; item++) {
                int size = channels * height * width;
                pictures.add(png(values.row(example).subList(item * size, (item + 1) * size), low, scale));
            }
            examples.add(pictures);
        }
        return examples;
    }

    private String png(List<Float> planes, float low, float scale) {
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(width, height, type);
        int[] pixel = new int[channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    float value = planes.get((channel * height + y) * width + x);
                    pixel[channel] = Math.round((value - low) * scale);
                }
                image.getRaster().setPixel(x, y, pixel);
            }
        }
        return address(image);
    }

    /** An address that holds the picture itself. */
    static String address(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
