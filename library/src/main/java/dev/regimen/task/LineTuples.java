package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Pool;
import dev.regimen.data.Shape;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Tuples of images of one straight line each, and the parity of their directions (Shalev-Shwartz, Shamir and Shammah,
 * "Failures of Gradient-Based Deep Learning", ICML 2017, section 3.1): {@code image} {@code [tuple=k, 1, 28, 28]} of
 * zeros and ones, {@code direction} {@code [tuple=k]}, rising or falling, and {@code parity} {@code []}, whether the
 * number of falling lines is even or odd. Lines near the border may have a visible pixel or two only, so that not every
 * direction can be seen.
 *
 * <p>Training tuples are drawn batch by batch and never kept: anew for every batch, or, of a set with a size, each from
 * a seed of its own. Where they are drawn anew, a bootstrap sample is like any other.
 */
public final class LineTuples implements Examples {
    private static final String TUPLE = "tuple";
    private static final String IMAGE = "image";
    private static final String DIRECTION = "direction";
    private static final String PARITY = "parity";

    private final int tuple;
    private final Optional<Pool> set;
    private final long seed;
    private final Map<String, Field> fields;
    private final Dataset validation;
    private final Dataset test;

    /** @param seed fixes the tuples, in place of that of the settings */
    LineTuples(LineTuplesSettings settings, long seed) {
        this.tuple = settings.tuple();
        this.set = settings.size().map(size -> Pool.of(size, this::ofSet));
        this.seed = seed;
        this.fields = fields(tuple);
        this.validation = draw(settings.validationSize(), "validation");
        this.test = draw(settings.testSize(), "test");
    }

    private static Map<String, Field> fields(int tuple) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Shape image = Shape.of(1, LineImage.SIDE, LineImage.SIDE);
        fields.put(IMAGE, Field.real(image.repeated(TUPLE, tuple)));
        fields.put(DIRECTION, Field.classes(Shape.of().repeated(TUPLE, tuple), List.of("rising", "falling")));
        fields.put(PARITY, Field.classes(Shape.of(), List.of("even", "odd")));
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public Map<String, Field> fields() {
        return fields;
    }

    @Override
    public BatchSource training(long order, int batchSize, Sample sample) {
        if (set.isEmpty()) {
            if (!sample.sampling().equals(Sampling.ALL)) {
                throw new IllegalArgumentException("members that see a part of the training examples need these to be a"
                        + " set, but they are drawn anew all the time; give line-tuples a 'size'");
            }
            return new DrawnSource((count, random) -> draw(count, i -> random), order, batchSize);
        }
        return new EpochSource(
                set.get(), sample.positions(Population.numbered(set.get().size())), order, batchSize);
    }

    @Override
    public Dataset validation() {
        return validation;
    }

    @Override
    public Dataset test() {
        return test;
    }

    /** Tuples of the set to train on. */
    private Batch ofSet(long[] positions) {
        return draw(positions.length, i -> new Random(Seeds.derive(seed, "tuple/" + positions[i])));
    }

    private Dataset draw(int count, String part) {
        Random random = new Random(Seeds.derive(seed, part + " tuples"));
        return new Dataset(fields, draw(count, i -> random).values());
    }

    /** @param randoms what each tuple is drawn from, by its place in the batch */
    private Batch draw(int count, IntFunction<Random> randoms) {
        float[] pixels = new float[Math.multiplyExact(count, Math.multiplyExact(tuple, LineImage.PIXELS))];
        long[] directions = new long[count * tuple];
        long[] parities = new long[count];
        for (int i = 0; i < count; i++) {
            Random random = randoms.apply(i);
            for (int k = i * tuple; k < (i + 1) * tuple; k++) {
                LineImage line = LineImage.draw(random);
                line.paint(pixels, k * LineImage.PIXELS);
                directions[k] = line.falling() ? 1 : 0;
                parities[i] ^= directions[k];
            }
        }
        return new Batch(
                count,
                Map.of(
                        IMAGE,
                                TensorData.floats(
                                        pixels, fields.get(IMAGE).shape().batched(count)),
                        DIRECTION, TensorData.longs(directions, count, tuple),
                        PARITY, TensorData.longs(parities, count)));
    }

    @Override
    public void close() {
        validation.close();
        test.close();
    }
}
