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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;

/**
 * Makes the examples of {@link ScenesSettings}.
 *
 * @param fields what a scene has
 */
record Scenes(ScenesSettings settings, Map<String, Field> fields) implements DrawnOfImages.Recipe {
    static final String BACKGROUND = "background";

    private static final String IMAGE = DataSource.IMAGE;
    private static final String LABEL = DataSource.LABEL;
    private static final String MASK = DataSource.MASK;
    private static final String COUNTS = "counts";
    private static final String NUMBER = "number";

    /** A fragment is so large a part of an image, in each direction. */
    private static final double FRAGMENT = 0.5;

    /** Two objects may lie over each other by this part of the smaller one. */
    private static final double OVERLAP = 0.25;

    /** After so many places that are taken an object is left out. */
    private static final int TRIES = 20;

    /**
     * Scenes of images that have these fields.
     *
     * @throws IllegalArgumentException if they are not classified grey images
     */
    static Scenes of(ScenesSettings settings, Map<String, Field> data) {
        Field image = data.get(IMAGE);
        Field label = data.get(LABEL);
        if (image == null || label == null || image.shape().sizes().get(0) != 1) {
            throw new IllegalArgumentException("scenes are made of grey images with classes, '" + IMAGE
                    + "' [1, height, width] and '" + LABEL + "', but the data have " + new TreeMap<>(data));
        }
        if (label.classes().contains(BACKGROUND)) {
            throw new IllegalArgumentException(
                    "the images have a class '" + BACKGROUND
                            + "', but in scenes that is what lies behind them; give it another name by 'classes' of the source");
        }
        Shape size = Shape.of(settings.size().get(0), settings.size().get(1));
        List<String> classes = new ArrayList<>(List.of(BACKGROUND));
        classes.addAll(label.classes());
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                IMAGE, Field.real(Shape.of(1, size.sizes().get(0), size.sizes().get(1))));
        fields.put(MASK, Field.classes(size, classes).withGaps());
        Field count = Field.classes(Shape.of(), settings.objects() + 1);
        fields.put(
                COUNTS,
                count.withShape(Shape.of().repeated("classes", label.classes().size())));
        fields.put(NUMBER, count);
        return new Scenes(settings, Collections.unmodifiableMap(fields));
    }

    /**
     * An image or a fragment of one, as it lies in a scene.
     *
     * @param image its position among the images of the batch
     * @param part which part of the image is shown, a fragment or all of it
     * @param box where it lies
     */
    private record Piece(int image, SceneCanvas.Part part, SceneCanvas.Box box) {}

    /** Pieces, those of the clutter first, and the objects after them. */
    private record Plan(List<Piece> clutter, List<Piece> objects) {}

    /** Images of scenes. */
    @Override
    public Dataset read(List<Path> files, InputReader images) {
        return InputReader.ofImages(fields.get(IMAGE)).read(files);
    }

    @Override
    public DrawnSource.Draw from(Dataset images, long[] population) {
        return (count, random) -> {
            List<Long> shown = new ArrayList<>();
            List<Plan> plans = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                plans.add(plan(shown, population, random));
            }
            return paint(plans, images, shown, random);
        };
    }

    private Plan plan(List<Long> shown, long[] population, Random random) {
        List<Piece> clutter = new ArrayList<>();
        for (int i = 0; i < settings.clutter(); i++) {
            SceneCanvas.Box box = box(FRAGMENT, random);
            clutter.add(new Piece(draw(shown, population, random), SceneCanvas.Part.random(FRAGMENT, random), box));
        }
        List<Piece> objects = new ArrayList<>();
        int wanted = 1 + random.nextInt(settings.objects());
        for (int i = 0; i < wanted; i++) {
            SceneCanvas.Box box = box(1, random);
            for (int tries = 0; tries < TRIES && taken(box, objects); tries++) {
                box = box(1, random);
            }
            if (!taken(box, objects)) {
                objects.add(new Piece(draw(shown, population, random), SceneCanvas.Part.WHOLE, box));
            }
        }
        return new Plan(clutter, objects);
    }

    private static int draw(List<Long> shown, long[] population, Random random) {
        shown.add(population[random.nextInt(population.length)]);
        return shown.size() - 1;
    }

    private static boolean taken(SceneCanvas.Box box, List<Piece> objects) {
        return objects.stream().anyMatch(other -> other.box().overlap(box) > OVERLAP);
    }

    /** Somewhere in the scene, this part as large as an object. */
    private SceneCanvas.Box box(double part, Random random) {
        double smallest = settings.scale().get(0);
        double scale = smallest + (settings.scale().get(1) - smallest) * random.nextDouble();
        int height = settings.size().get(0);
        int width = settings.size().get(1);
        int side = (int) Math.max(1, Math.min(width, Math.round(part * scale * height)));
        return new SceneCanvas.Box(random.nextInt(height - side + 1), random.nextInt(width - side + 1), side);
    }

    private Batch paint(List<Plan> plans, Dataset images, List<Long> shown, Random random) {
        float[] pixels;
        long[] labels;
        try (PointerScope scope = new PointerScope()) {
            Batch drawn =
                    images.gather(shown.stream().mapToLong(Long::longValue).toArray());
            pixels = TensorData.toFloats(drawn.value(IMAGE));
            labels = TensorData.toLongs(drawn.value(LABEL));
        }
        List<Long> sizes = images.fields().get(IMAGE).shape().sizes();
        SceneCanvas.Images sprites = new SceneCanvas.Images(
                pixels, sizes.get(1).intValue(), sizes.get(2).intValue());
        SceneCanvas canvas = new SceneCanvas(
                plans.size(), settings.size().get(0), settings.size().get(1));
        int classes = Math.toIntExact(fields.get(COUNTS).shape().elements());
        long[] counts = new long[plans.size() * classes];
        long[] numbers = new long[plans.size()];
        for (int scene = 0; scene < plans.size(); scene++) {
            canvas.noise(scene, settings.noise().floatValue(), random);
            for (Piece piece : plans.get(scene).clutter()) {
                canvas.paint(scene, sprites.of(piece.image(), piece.part()), piece.box());
            }
            for (Piece piece : plans.get(scene).objects()) {
                int label = Math.toIntExact(labels[piece.image()]);
                canvas.paint(scene, sprites.of(piece.image(), piece.part()), piece.box(), label + 1);
                counts[scene * classes + label]++;
                numbers[scene]++;
            }
        }
        return new Batch(
                plans.size(),
                Map.of(
                        IMAGE,
                                TensorData.floats(
                                        canvas.pixels(),
                                        fields.get(IMAGE).shape().batched(plans.size())),
                        MASK,
                                TensorData.longs(
                                        canvas.labels(),
                                        fields.get(MASK).shape().batched(plans.size())),
                        COUNTS,
                                TensorData.longs(
                                        counts, fields.get(COUNTS).shape().batched(plans.size())),
                        NUMBER, TensorData.longs(numbers, plans.size())));
    }
}
