package dev.regimen.benchmarks.work;

import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentReader;
import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Pool;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.SourceData;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import dev.regimen.task.ScenesSettings;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Examples of a work.
 *
 * @param inputs of all examples, one after another
 * @param labels likewise
 */
record Drawn(float[] inputs, long[] labels) {
    private static final long SEED = 1;

    /** By part. */
    static Map<String, Drawn> of(Work work) {
        Data data = work.data();
        return switch (work.net()) {
            case "cnn", "lstm" -> parts(PatternImages.draw(data.train() + data.test(), SEED), data);
            case "mlp" -> parts(digits(), data);
            case "digit-sum" -> ofComparison();
            case "unet" -> parts(scenes(data), data);
            default -> throw new IllegalArgumentException("there are no examples for a net '" + work.net() + "'");
        };
    }

    /** The first ones to train on, the next ones for the test. */
    private static Map<String, Drawn> parts(Drawn all, Data data) {
        return Map.of("train", all.part(data, 0, data.train()), "test", all.part(data, data.train(), data.test()));
    }

    private Drawn part(Data data, int from, int count) {
        int numbers = product(data.shape());
        int places = product(data.labels());
        return new Drawn(
                Arrays.copyOfRange(inputs, from * numbers, (from + count) * numbers),
                Arrays.copyOfRange(labels, from * places, (from + count) * places));
    }

    private static int product(List<Long> shape) {
        return shape.stream().reduce(1L, (a, b) -> a * b).intValue();
    }

    /**
     * Those of the embedded comparison: the images that tuples to train on are drawn from, and the tuples to validate
     * and to test with, image by image.
     */
    private static Map<String, Drawn> ofComparison() {
        try (PointerScope scope = new PointerScope();
                Examples examples = new ExperimentReader(Catalog.standard())
                        .embedded(List.of())
                        .open(Path.of(""), SEED)) {
            Pool images = examples.training(SEED, 1, Sample.ALL)
                    .next(null) // what is drawn does not depend on a model
                    .picked()
                    .get("image")
                    .pool();
            Batch all = images.gather(LongStream.range(0, images.size()).toArray());
            return Map.of(
                    "train",
                    new Drawn(TensorData.toFloats(all.value("image")), TensorData.toLongs(all.value("label"))),
                    "validation",
                    tuples(examples.validation()),
                    "test",
                    tuples(examples.test()));
        }
    }

    private static Drawn tuples(Dataset data) {
        return new Drawn(TensorData.toFloats(data.column("image")), TensorData.toLongs(data.column("digit")));
    }

    /** The embedded ones in an order that is drawn, because neighbours were written by the same hand. */
    private static Drawn digits() {
        try (PointerScope scope = new PointerScope();
                SourceData digits = new EmbeddedDigits().load(Path.of(""))) {
            float[] pixels = TensorData.toFloats(digits.examples().column("image"));
            long[] labels = TensorData.toLongs(digits.examples().column("label"));
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
            Collections.shuffle(order, new Random(SEED));
            int each = pixels.length / labels.length;
            float[] inputs = new float[pixels.length];
            for (int i = 0; i < labels.length; i++) {
                System.arraycopy(pixels, order.get(i) * each, inputs, i * each, each);
            }
            return new Drawn(inputs, order.stream().mapToLong(i -> labels[i]).toArray());
        }
    }

    private static Drawn scenes(Data data) {
        int size = (int) Data.SCENE;
        ScenesSettings settings = new ScenesSettings(
                null, List.of(size, size), null, null, null, null, 1, data.train() + data.test(), null, SEED);
        try (PointerScope scope = new PointerScope();
                Examples scenes = settings.open(Path.of(""), OptionalLong.empty())) {
            return new Drawn(
                    TensorData.toFloats(scenes.test().column("image")),
                    TensorData.toLongs(scenes.test().column("mask")));
        }
    }
}
