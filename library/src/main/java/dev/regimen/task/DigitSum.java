package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Picked;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.InputReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Makes the examples of {@link DigitSumSettings}.
 *
 * @param length images per tuple
 * @param modulus what the sum is divided by to take the remainder
 * @param fields what a tuple has
 */
record DigitSum(int length, Optional<Integer> modulus, Map<String, Field> fields) implements DrawnOfImages.Recipe {
    private static final String IMAGE = DataSource.IMAGE;
    private static final String LABEL = DataSource.LABEL;
    private static final String DIGIT = "digit";
    private static final String SUM = "sum";

    /**
     * Tuples of images that have these fields.
     *
     * @throws IllegalArgumentException if they are not classified images
     */
    static DigitSum of(DigitSumSettings settings, Map<String, Field> data) {
        Field image = data.get(IMAGE);
        Field label = data.get(LABEL);
        if (image == null || label == null) {
            throw new IllegalArgumentException("digit-sum needs images with classes, '" + IMAGE + "' and '" + LABEL
                    + "', but the data have " + new TreeMap<>(data));
        }
        int digits = settings.digits();
        int sums = settings.modulus().orElse(digits * (label.classes().size() - 1) + 1);
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(IMAGE, image.withShape(image.shape().repeated("digits", digits)));
        fields.put(DIGIT, label.withShape(label.shape().repeated("digits", digits)));
        fields.put(SUM, Field.classes(label.shape(), sums));
        return new DigitSum(digits, settings.modulus(), Collections.unmodifiableMap(fields));
    }

    /**
     * Images in order as tuples without classes; the caller closes it.
     *
     * @throws DataException if the last tuple is not full
     */
    @Override
    public Dataset read(List<Path> files, InputReader reader) {
        try (Dataset images = reader.read(files)) {
            if (images.size() % length != 0) {
                throw new DataException("the number of images is " + images.size() + ", but must be a multiple of "
                        + length + ", which every tuple has");
            }
            Tensor image = images.column(IMAGE).unflatten(0, -1, length);
            return new Dataset(Map.of(IMAGE, fields.get(IMAGE)), Map.of(IMAGE, image));
        }
    }

    /** Each image of a tuple is drawn independently. */
    @Override
    public DrawnSource.Draw from(Dataset images, long[] population) {
        return (count, random) -> {
            long[] positions = new long[Math.multiplyExact(count, length)];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = population[random.nextInt(population.length)];
            }
            return gather(images, positions);
        };
    }

    private Batch gather(Dataset images, long[] positions) {
        Batch drawn = images.gather(positions);
        // [tuples * digits, …] -> [tuples, digits, …]
        Tensor digit = drawn.value(LABEL).unflatten(0, -1, length);
        Tensor image = drawn.value(IMAGE).unflatten(0, -1, length);
        drawn.values().values().forEach(Tensor::close);
        return new Batch(positions.length / length, Map.of(IMAGE, image, DIGIT, digit, SUM, sum(digit)))
                .picked(IMAGE, new Picked(images, IMAGE, positions, true));
    }

    /** {@code [tuples, digits] -> [tuples]}. */
    private Tensor sum(Tensor digit) {
        Tensor sum = digit.sum(1);
        modulus.ifPresent(divisor -> {
            try (Scalar number = new Scalar(divisor)) {
                sum.remainder_(number);
            }
        });
        return sum;
    }
}
