package dev.regimen.run;

import dev.regimen.task.ClassColours;
import dev.regimen.task.SampleValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * What a trained system says of every pixel of new inputs.
 *
 * @param inputs their names, in order
 * @param classes by module, {@code [inputs, height, width]}; empty if nothing is said of pixels
 */
public record PredictedMasks(List<String> inputs, Map<String, SampleValues> classes) {
    /**
     * Writes them as PNG files with a palette, whose places are the classes in the order of their target. A mask is
     * called as the file of its input, or by its number where a file holds several.
     *
     * @return the files
     * @throws IllegalArgumentException if nothing is said of pixels, or a mask would have the name of an input or of
     *     another
     * @throws StorageException if a file cannot be written
     */
    public List<Path> save(Path folder) {
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("there are no masks to write: nothing is said of single pixels");
        }
        Map<Path, ByteBuffer> files = new LinkedHashMap<>();
        classes.forEach((module, values) -> {
            for (int i = 0; i < inputs.size(); i++) {
                Path file = folder.resolve(stem(inputs.get(i)) + (classes.size() > 1 ? "-" + module : "") + ".png");
                requireOther(file);
                if (files.put(file, png(values, i)) != null) {
                    throw new IllegalArgumentException("two inputs would have the mask " + file
                            + "; predict for them one after another, into different folders");
                }
            }
        });
        files.forEach((file, png) -> AtomicFile.write(file, List.of(png)));
        return List.copyOf(files.keySet());
    }

    /** The mask of a picture would take its place. */
    private void requireOther(Path file) {
        Path target = file.toAbsolutePath().normalize();
        if (inputs.stream()
                .anyMatch(input -> Path.of(input).toAbsolutePath().normalize().equals(target))) {
            throw new IllegalArgumentException(
                    "the mask would replace the input " + file + "; write the masks into another folder");
        }
    }

    private static String stem(String input) {
        String name = Path.of(input).getFileName().toString();
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private static ByteBuffer png(SampleValues values, int input) {
        int height = values.shape().get(1).intValue();
        int width = values.shape().get(2).intValue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(ClassColours.mask(values.row(input), height, width), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
