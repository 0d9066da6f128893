package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.data.Field;
import dev.regimen.data.Names;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How masks become classes.
 *
 * @param size {@code [height, width]} that every mask is scaled to, to the nearest pixel; empty to keep theirs
 * @param ignore the value of pixels that nobody has labelled
 */
record MaskFormat(List<Integer> size, Optional<Integer> ignore) {
    /** More than so many values are no classes, but shades. */
    private static final int MOST_VALUES = 256;

    /** Files that belong together. */
    record Pair(Path image, Path mask) {}

    /**
     * Images with their masks, in alphabetical order.
     *
     * @throws DataException if there are none, or one of them has no other
     */
    static List<Pair> pairs(Path images, Path masks) {
        Map<String, Path> left = byName(images);
        Map<String, Path> right = byName(masks);
        requireOthers(left, right, "mask", masks);
        requireOthers(right, left, "image", images);
        if (left.isEmpty()) {
            throw new DataException(images + " has no images");
        }
        List<Pair> pairs = new ArrayList<>();
        left.forEach((name, image) -> pairs.add(new Pair(image, right.get(name))));
        return pairs;
    }

    private static Map<String, Path> byName(Path folder) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (Path file : ImageFolder.files(folder)) {
            Path other = files.put(name(file), file);
            if (other != null) {
                throw new DataException(
                        other + " and " + file.getFileName() + " have the same name but for its ending");
            }
        }
        return files;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private static void requireOthers(Map<String, Path> files, Map<String, Path> others, String kind, Path folder) {
        files.forEach((name, file) -> {
            if (!others.containsKey(name)) {
                throw new DataException(file + " has no " + kind + " in " + folder
                        + Names.nearest(
                                        name,
                                        others.keySet().stream()
                                                .filter(other -> !files.containsKey(other))
                                                .toList())
                                .map(near ->
                                        "; did you mean '" + others.get(near).getFileName() + "'?")
                                .orElse(""));
            }
        });
    }

    /** What values a mask has, but for the one to ignore. */
    Set<Integer> values(Path mask) {
        Set<Integer> values = new TreeSet<>();
        for (int value : Levels.read(mask).values()) {
            values.add(value);
        }
        if (values.size() > MOST_VALUES) {
            throw new DataException(mask + ": it has " + values.size()
                    + " different values, expected a class for each pixel; is it a photograph?");
        }
        ignore.ifPresent(values::remove);
        return values;
    }

    /**
     * The class of every pixel, {@code [height, width]}.
     *
     * @param classes by name in order, the value that stands for each
     * @throws DataException if the mask is not of the image's size, or has other values
     */
    long[] labels(Pair pair, Map<String, Integer> classes) {
        Levels mask = Levels.read(pair.mask());
        BufferedImage image = Pixels.decode(pair.image());
        if (image.getHeight() != mask.height || image.getWidth() != mask.width) {
            throw new DataException(pair.mask() + ": it has " + mask.height + "x" + mask.width
                    + " pixels (height x width), but its image " + pair.image().getFileName() + " has "
                    + image.getHeight() + "x" + image.getWidth());
        }
        List<Integer> values = List.copyOf(classes.values());
        int height = size.isEmpty() ? mask.height : size.get(0);
        int width = size.isEmpty() ? mask.width : size.get(1);
        long[] labels = new long[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int fromY = (2 * y + 1) * mask.height / (2 * height); // the pixel under the middle of this one
                int fromX = (2 * x + 1) * mask.width / (2 * width);
                labels[y * width + x] = label(pair.mask(), mask, fromY, fromX, values, classes);
            }
        }
        return labels;
    }

    private long label(Path file, Levels mask, int y, int x, List<Integer> values, Map<String, Integer> classes) {
        int value = mask.values[y * mask.width + x];
        if (ignore.isPresent() && ignore.get() == value) {
            return Field.UNLABELLED;
        }
        int index = values.indexOf(value);
        if (index < 0) {
            throw new DataException(file + ": the pixel in row " + (y + 1) + ", column " + (x + 1) + " has the value "
                    + value + ", expected one of the classes " + classes
                    + ignore.map(other -> " or " + other + ", which is ignored").orElse(""));
        }
        return index;
    }

    /** What the pixels of a mask are: grey levels as they are stored, or places in a palette. */
    private record Levels(int[] values, int height, int width) {
        static Levels read(Path file) {
            BufferedImage image = Pixels.decode(file);
            boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
            if (!grey && !(image.getColorModel() instanceof IndexColorModel)) {
                throw new DataException(file + ": it is an image in colours, expected a mask: grey, or with a palette");
            }
            int[] values = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
            return new Levels(values, image.getHeight(), image.getWidth());
        }
    }
}
