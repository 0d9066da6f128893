package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/**
 * A folder of images and one of their masks, which say of every pixel what it shows: {@link #IMAGE} {@code [channels,
 * height, width]} from 0 to 1, and {@link #MASK} {@code [height, width]}. A picture and its mask have the same name but
 * for its ending, as {@code images/street.jpg} and {@code masks/street.png}. The value of a mask's pixel is its grey
 * level, or its place in the palette. Hidden files are left out.
 *
 * @param images the folder of images, PNG or JPEG
 * @param masks the folder of masks, PNG, grey or with a palette
 * @param testImages another one, of images that are only for the test; none unless given
 * @param testMasks the folder of their masks
 * @param colours grey (one channel) or rgb (three); rgb unless given
 * @param size {@code [height, width]} that everything is scaled to, masks to the nearest pixel; without it all must
 *     have one size
 * @param classes their names, and the value in the masks that stands for each; unless given, every value that occurs,
 *     called by its number
 * @param ignore the value of pixels that nobody has labelled; none unless given
 */
public record ImageMasks(
        String images,
        String masks,
        Optional<String> testImages,
        Optional<String> testMasks,
        Colours colours,
        List<Integer> size,
        Map<String, Integer> classes,
        Optional<Integer> ignore)
        implements DataSource {
    /** A palette has 256 places, one of them for what nobody has labelled. */
    private static final int MOST_CLASSES = 255;

    /** @throws IllegalArgumentException if a folder is not named, or a setting is not one */
    public ImageMasks {
        testImages = testImages == null ? Optional.empty() : testImages;
        testMasks = testMasks == null ? Optional.empty() : testMasks;
        if (images == null || masks == null || testImages.isPresent() != testMasks.isPresent()) {
            throw new IllegalArgumentException("image-masks needs 'images' and 'masks', two folders, and has both or"
                    + " neither of 'test-images' and 'test-masks'");
        }
        colours = colours == null ? Colours.RGB : colours;
        size = size == null ? List.of() : List.copyOf(size);
        if (!size.isEmpty() && (size.size() != 2 || size.stream().anyMatch(length -> length < 1))) {
            throw new IllegalArgumentException(
                    "'size' of image-masks is " + size + ", expected [height, width], two whole numbers from 1");
        }
        classes = classes == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(classes));
        ignore = ignore == null ? Optional.empty() : ignore;
        if (ignore.filter(classes::containsValue).isPresent()) {
            throw new IllegalArgumentException("'ignore' of image-masks is " + ignore.get()
                    + ", which stands for one of the classes " + classes + ", too");
        }
        if (classes.size() > MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "'classes' of image-masks has " + classes.size() + " names, expected at most " + MOST_CLASSES);
        }
        if (classes.size() == 1 || new TreeSet<>(classes.values()).size() < classes.size()) {
            throw new IllegalArgumentException("'classes' of image-masks is " + classes
                    + ", expected at least two names, each with a value of its own");
        }
    }

    @Override
    public SourceData load(Path base) {
        MaskFormat format = new MaskFormat(size, ignore);
        List<MaskFormat.Pair> pairs = MaskFormat.pairs(at(base, images), at(base, masks));
        List<MaskFormat.Pair> testPairs = testImages
                .map(folder -> MaskFormat.pairs(at(base, folder), at(base, testMasks.orElseThrow())))
                .orElse(List.of());
        Map<String, Integer> values = classes.isEmpty() ? occurring(format, pairs) : classes;
        Dataset examples = read(format, pairs, values);
        Optional<Dataset> test = testPairs.isEmpty() ? Optional.empty() : Optional.of(read(format, testPairs, values));
        return new SourceData(
                examples, test, InputReader.ofImages(examples.fields().get(IMAGE)));
    }

    private static Path at(Path base, String folder) {
        return base.resolve(folder).normalize();
    }

    private static Map<String, Integer> occurring(MaskFormat format, List<MaskFormat.Pair> pairs) {
        TreeSet<Integer> values = new TreeSet<>();
        pairs.forEach(pair -> values.addAll(format.values(pair.mask())));
        if (values.size() < 2) {
            throw new DataException(pairs.get(0).mask().getParent() + ": all masks together have the values " + values
                    + ", expected at least two classes");
        }
        if (values.size() > MOST_CLASSES) {
            throw new DataException(pairs.get(0).mask().getParent() + ": all masks together have " + values.size()
                    + " different values, expected at most " + MOST_CLASSES
                    + " classes; 'classes' names those to keep");
        }
        Map<String, Integer> named = new LinkedHashMap<>();
        values.forEach(value -> named.put(String.valueOf(value), value));
        return named;
    }

    private Dataset read(MaskFormat format, List<MaskFormat.Pair> pairs, Map<String, Integer> values) {
        ImageFormat imageFormat = new ImageFormat(colours, size);
        try (Dataset read =
                imageFormat.read(pairs.stream().map(MaskFormat.Pair::image).toList())) {
            Shape image = read.fields().get(IMAGE).shape();
            Shape map = Shape.of(image.sizes().get(1), image.sizes().get(2));
            if (map.elements() * pairs.size() > Integer.MAX_VALUE) {
                throw new DataException(pairs.get(0).mask().getParent() + ": " + pairs.size() + " masks of " + map
                        + " pixels are too many to be held at once; 'size' makes them smaller");
            }
            long[] all = new long[Math.toIntExact(map.elements() * pairs.size())];
            for (int i = 0; i < pairs.size(); i++) {
                long[] own = format.labels(pairs.get(i), values);
                System.arraycopy(own, 0, all, i * own.length, own.length);
            }
            Field mask = Field.classes(map, List.copyOf(values.keySet()));
            Tensor pixels = read.column(IMAGE).alias();
            return new Dataset(
                    Map.of(IMAGE, read.fields().get(IMAGE), MASK, ignore.isPresent() ? mask.withGaps() : mask),
                    Map.of(IMAGE, pixels, MASK, TensorData.longs(all, map.batched(pairs.size()))));
        }
    }
}
