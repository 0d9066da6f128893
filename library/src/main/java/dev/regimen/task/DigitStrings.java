package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.InputReader;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;

/**
 * Makes the examples of {@link DigitStringsSettings}.
 *
 * @param image the shape of an image of the source
 * @param fields what a string has
 */
record DigitStrings(DigitStringsSettings settings, Shape image, Map<String, Field> fields)
        implements DrawnOfImages.Recipe {
    private static final String IMAGE = DataSource.IMAGE;
    private static final String LABEL = DataSource.LABEL;
    private static final String STRING = "string";
    private static final String COLUMN = "column";

    /**
     * Strings of images that have these fields.
     *
     * @throws IllegalArgumentException if they are not classified grey images, or strings of them would be too large
     */
    static DigitStrings of(DigitStringsSettings settings, Map<String, Field> data) {
        Field image = data.get(IMAGE);
        Field label = data.get(LABEL);
        if (image == null || label == null || image.shape().sizes().get(0) != 1) {
            throw new IllegalArgumentException("digit-strings are made of grey images with classes, '" + IMAGE
                    + "' [1, height, width] and '" + LABEL + "', but the data have " + new TreeMap<>(data));
        }
        if (label.classes().contains(Scenes.BACKGROUND)) {
            throw new IllegalArgumentException(
                    "the images have a class '" + Scenes.BACKGROUND
                            + "', but in strings that is what lies between them; give it another name by 'classes' of the source");
        }
        long longest = settings.longest();
        long height = image.shape().sizes().get(1) + 2L * settings.jitter();
        long width = longest * image.shape().sizes().get(2)
                + (longest + 1) * settings.gap().get(1);
        requireMemory("validation-size", settings.validationSize(), height, width);
        requireMemory("test-size", settings.testSize(), height, width);
        Field string = label.withShape(Shape.of().repeated("places", longest));
        List<String> parts = new ArrayList<>(List.of(Scenes.BACKGROUND));
        parts.addAll(label.classes());
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(IMAGE, Field.real(Shape.of(1, height, width)));
        fields.put(STRING, settings.length().get(0) < longest ? string.withGaps() : string);
        fields.put(COLUMN, Field.classes(Shape.of().repeated("columns", width), parts));
        return new DigitStrings(settings, image.shape(), Collections.unmodifiableMap(fields));
    }

    /** They are painted into one array. */
    private static void requireMemory(String key, int strings, long height, long width) {
        long most = Integer.MAX_VALUE / (height * width);
        if (strings > most) {
            throw new IllegalArgumentException(key + " is " + strings + ", but of strings of " + height + " x " + width
                    + " pixels there can be at most " + most);
        }
    }

    /**
     * An image in its place.
     *
     * @param position among the images of the data
     * @param top its first row
     * @param left its first column
     */
    private record Placed(long position, int top, int left) {}

    /** Images of strings. */
    @Override
    public Dataset read(List<Path> files, InputReader images) {
        return InputReader.ofImages(fields.get(IMAGE)).read(files);
    }

    @Override
    public DrawnSource.Draw from(Dataset images, long[] population) {
        return (count, random) -> {
            List<List<Placed>> strings = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                strings.add(place(population, random));
            }
            return paint(strings, images, random);
        };
    }

    private List<Placed> place(long[] population, Random random) {
        int side = size(image, 2);
        List<Placed> placed = new ArrayList<>();
        int end = 0;
        for (int images = within(settings.length(), random); images > 0; images--) {
            int left = placed.isEmpty() ? 0 : end + within(settings.gap(), random);
            int top = random.nextInt(2 * settings.jitter() + 1);
            placed.add(new Placed(population[random.nextInt(population.length)], top, left));
            end = left + side;
        }
        int begin = random.nextInt(size(fields.get(IMAGE).shape(), 2) - end + 1);
        return placed.stream()
                .map(one -> new Placed(one.position, one.top, begin + one.left))
                .toList();
    }

    private static int within(List<Integer> range, Random random) {
        return range.get(0) + random.nextInt(range.get(1) - range.get(0) + 1);
    }

    private static int size(Shape shape, int axis) {
        return shape.sizes().get(axis).intValue();
    }

    private Batch paint(List<List<Placed>> strings, Dataset images, Random random) {
        float[] shown;
        long[] labels;
        try (PointerScope scope = new PointerScope()) {
            Batch drawn = images.gather(strings.stream()
                    .flatMap(List::stream)
                    .mapToLong(Placed::position)
                    .toArray());
            shown = TensorData.toFloats(drawn.value(IMAGE));
            labels = TensorData.toLongs(drawn.value(LABEL));
        }
        int longest = settings.longest();
        int width = size(fields.get(IMAGE).shape(), 2);
        float[] pixels = noise(strings.size(), random);
        long[] string = new long[strings.size() * longest];
        long[] columns = new long[strings.size() * width];
        Arrays.fill(string, Field.UNLABELLED);
        int next = 0;
        for (int i = 0; i < strings.size(); i++) {
            for (int place = 0; place < strings.get(i).size(); place++, next++) {
                Placed placed = strings.get(i).get(place);
                copy(shown, next, pixels, i, placed);
                string[i * longest + place] = labels[next];
                int first = i * width + placed.left;
                Arrays.fill(columns, first, first + size(image, 2), labels[next] + 1);
            }
        }
        int count = strings.size();
        return new Batch(
                count,
                Map.of(
                        IMAGE,
                                TensorData.floats(
                                        pixels, fields.get(IMAGE).shape().batched(count)),
                        STRING, TensorData.longs(string, count, longest),
                        COLUMN, TensorData.longs(columns, count, width)));
    }

    private float[] noise(int strings, Random random) {
        float[] pixels =
                new float[Math.toIntExact(strings * fields.get(IMAGE).shape().elements())];
        float brightness = settings.noise().floatValue();
        for (int i = 0; brightness > 0 && i < pixels.length; i++) {
            pixels[i] = brightness * random.nextFloat();
        }
        return pixels;
    }

    /** The brighter of an image's pixels and what is there. */
    private void copy(float[] shown, int index, float[] pixels, int string, Placed placed) {
        int high = size(image, 1);
        int wide = size(image, 2);
        Shape whole = fields.get(IMAGE).shape();
        for (int y = 0; y < high; y++) {
            int from = (index * high + y) * wide;
            int to = (string * size(whole, 1) + placed.top + y) * size(whole, 2) + placed.left;
            for (int x = 0; x < wide; x++) {
                pixels[to + x] = Math.max(pixels[to + x], shown[from + x]);
            }
        }
    }
}
