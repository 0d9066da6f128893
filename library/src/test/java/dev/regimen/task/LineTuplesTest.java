package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTuplesTest {
    private static final Path HERE = Path.of("");
    private static final int BATCH = 8;

    @Test
    void saysWhatATupleHas() {
        try (Examples examples = new LineTuplesSettings(3, null, 5, 7, null).open(HERE)) {
            assertThat(examples.fields())
                    .isEqualTo(Map.of(
                            "image", Field.real(Shape.of(1, 28, 28).repeated("tuple", 3)),
                            "direction", Field.classes(Shape.of().repeated("tuple", 3), List.of("rising", "falling")),
                            "parity", Field.classes(Shape.of(), List.of("even", "odd"))));
            assertThat(examples.validation().size()).isEqualTo(5);
            assertThat(examples.test().size()).isEqualTo(7);
        }
        assertThat(LineTuplesSettings.of(2)).isEqualTo(new LineTuplesSettings(null, null, 2_000, 2_000, 0L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theParityIsThatOfTheFallingLines(int tuple) {
        try (Examples examples = small(tuple, null, 0).open(HERE)) {
            List<Tuple> tuples = tuples(examples.training(1, 1_000, Sample.ALL), 1);
            assertThat(tuples).allSatisfy(one -> assertThat(one.parity)
                    .isEqualTo(
                            one.directions.stream().mapToLong(Long::longValue).sum() % 2));
            // 1,000 fair coins: standard deviation below 16
            assertThat(tuples.stream().filter(one -> one.parity == 1).count()).isBetween(420L, 580L);
        }
    }

    @Test
    void theDirectionIsThatOfTheLine() {
        try (Examples examples = small(3, null, 0).open(HERE)) {
            List<Tuple> tuples = tuples(examples.training(1, 300, Sample.ALL), 1);
            int steep = 0;
            for (Tuple one : tuples) {
                for (int k = 0; k < 3; k++) {
                    double together = covariance(one.images.get(k));
                    if (together != 0) { // all lines but those that are straight up, straight across, or a point
                        assertThat(one.directions.get(k)).isEqualTo(together > 0 ? 1 : 0);
                        steep++;
                    }
                }
            }
            assertThat(steep).isGreaterThan(700);
        }
    }

    @Test
    void everyImageHasALineOfTheRightLength() {
        try (Examples examples = small(2, null, 0).open(HERE)) {
            assertThat(tuples(examples.training(1, 300, Sample.ALL), 1))
                    .flatExtracting(Tuple::images)
                    .allSatisfy(image -> {
                        assertThat(image).allMatch(pixel -> pixel == 0 || pixel == 1);
                        assertThat(image.stream().filter(pixel -> pixel == 1)).hasSizeBetween(1, 21);
                    });
        }
    }

    @Test
    void theSeedsFixWhatIsSeen() {
        try (Examples one = small(2, null, 5).open(HERE);
                Examples same = small(2, null, 5).open(HERE);
                Examples other = small(2, null, 6).open(HERE);
                Examples asked = small(2, null, 5).open(HERE, OptionalLong.of(6))) {
            assertThat(all(same.test())).isEqualTo(all(one.test())).doesNotContainAnyElementsOf(all(one.validation()));
            assertThat(all(same.validation())).isEqualTo(all(one.validation()));
            assertThat(all(other.test())).isNotEqualTo(all(one.test()));
            assertThat(all(asked.test())).isEqualTo(all(other.test()));
            List<Tuple> trained = training(one, 1, Sample.ALL, 3);
            assertThat(training(same, 1, Sample.ALL, 3)).isEqualTo(trained);
            assertThat(training(same, 2, Sample.ALL, 3)).doesNotContainAnyElementsOf(trained);
        }
    }

    @Test
    void drawsAnewWithoutASize() {
        try (Examples examples = small(1, null, 0).open(HERE)) {
            assertThat(training(examples, 1, Sample.ALL, 50)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSetWithASizeComesInEpochs() {
        try (Examples examples = small(2, 20, 0).open(HERE)) {
            List<Tuple> seen = training(examples, 1, Sample.ALL, 5); // 40 tuples, two epochs
            List<Tuple> first = seen.subList(0, 20);
            List<Tuple> second = seen.subList(20, 40);
            assertThat(first).doesNotHaveDuplicates();
            assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
            List<Tuple> inAnotherOrder = training(examples, 2, Sample.ALL, 5).subList(0, 20);
            assertThat(inAnotherOrder).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
        }
        try (Examples other = small(2, 20, 1).open(HERE);
                Examples examples = small(2, 20, 0).open(HERE)) {
            assertThat(training(other, 1, Sample.ALL, 5))
                    .doesNotContainAnyElementsOf(training(examples, 1, Sample.ALL, 5));
        }
    }

    @Test
    void aBootstrapSeesAboutTwoThirdsOfASet() {
        try (Examples examples = small(1, 800, 0).open(HERE)) {
            List<Tuple> seen = training(examples, 1, new Sample(Sampling.BOOTSTRAP, 7), 100);
            List<Tuple> again = training(examples, 2, new Sample(Sampling.BOOTSTRAP, 7), 100);
            // 800 (1 - 1/e) = 506, standard deviation below 9
            assertThat(new HashSet<>(seen)).hasSizeBetween(460, 550);
            assertThat(again).isNotEqualTo(seen).containsExactlyInAnyOrderElementsOf(seen);
            assertThat(new HashSet<>(training(examples, 1, new Sample(Sampling.BOOTSTRAP, 8), 100)))
                    .isNotEqualTo(new HashSet<>(seen));
        }
    }

    static List<Sampling> samplings() {
        return List.of(Sampling.ALL, Sampling.BOOTSTRAP);
    }

    @ParameterizedTest
    @MethodSource("samplings")
    void goesOnWhereItWas(Sampling sampling) {
        for (Integer size : new Integer[] {null, 20}) {
            try (Examples examples = small(2, size, 0).open(HERE)) {
                Sample sample = new Sample(sampling, 4);
                if (size == null && sampling != Sampling.ALL) {
                    assertThatThrownBy(() -> examples.training(9, BATCH, sample))
                            .hasMessageContaining("they are drawn anew all the time; give line-tuples a 'size'");
                    continue;
                }
                BatchSource original = examples.training(9, BATCH, sample);
                tuples(original, 4); // into the second epoch
                BatchSource resumed = examples.training(9, BATCH, sample);
                resumed.restore(original.state());
                assertThat(resumed.batchSize()).isEqualTo(BATCH);
                assertThat(tuples(resumed, 4)).isEqualTo(tuples(original, 4));
            }
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> LineTuplesSettings.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tuple is 0, expected a whole number from 1 to 2739137");
        assertThatThrownBy(() -> new LineTuplesSettings(null, Optional.of(0), null, null, null))
                .hasMessage("size is 0, expected a whole number from 1 up");
        assertThatThrownBy(() -> new LineTuplesSettings(null, null, -1, null, null))
                .hasMessage("validation-size is -1, expected a whole number from 1 to 1369568");
        assertThatThrownBy(() -> new LineTuplesSettings(null, null, null, 0, null))
                .hasMessage("test-size is 0, expected a whole number from 1 to 1369568");
        assertThatThrownBy(() -> new LineTuplesSettings(2_739_137, null, 1, 2, null))
                .hasMessage("test-size is 2, expected a whole number from 1 to 1");
        try (Examples examples = small(2, null, 0).open(HERE)) {
            assertThatThrownBy(() -> examples.training(1, 0, Sample.ALL))
                    .hasMessage("a batch has at least one example, not 0");
            assertThatThrownBy(() -> examples.read(List.of(HERE)))
                    .hasMessageStartingWith("examples like these cannot be read from files");
        }
    }

    private static LineTuplesSettings small(int tuple, Integer size, long seed) {
        return new LineTuplesSettings(tuple, Optional.ofNullable(size), 10, 10, seed);
    }

    /** A tuple as lists. */
    private record Tuple(List<List<Float>> images, List<Long> directions, long parity) {}

    private static List<Tuple> training(Examples examples, long seed, Sample sample, int batches) {
        return tuples(examples.training(seed, BATCH, sample), batches);
    }

    private static List<Tuple> tuples(BatchSource source, int batches) {
        List<Tuple> all = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            try (PointerScope scope = new PointerScope()) {
                all.addAll(tuples(source.next(null)));
            }
        }
        return all;
    }

    private static List<Tuple> all(Dataset data) {
        try (PointerScope scope = new PointerScope()) {
            return tuples(data.slice(0, (int) data.size()));
        }
    }

    private static List<Tuple> tuples(Batch batch) {
        int tuple = (int) batch.value("direction").size(1);
        List<Float> pixels = new ArrayList<>();
        for (float pixel : TensorData.toFloats(batch.value("image"))) {
            pixels.add(pixel);
        }
        List<Long> directions = boxed(batch.value("direction"));
        List<Long> parities = boxed(batch.value("parity"));
        List<Tuple> tuples = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            List<List<Float>> images = new ArrayList<>();
            for (int k = i * tuple; k < (i + 1) * tuple; k++) {
                images.add(pixels.subList(k * LineImage.PIXELS, (k + 1) * LineImage.PIXELS));
            }
            tuples.add(new Tuple(images, directions.subList(i * tuple, (i + 1) * tuple), parities.get(i)));
        }
        return tuples;
    }

    private static List<Long> boxed(Tensor tensor) {
        return Arrays.stream(TensorData.toLongs(tensor)).boxed().toList();
    }

    /** Of row and column over the pixels that are set. */
    private static double covariance(List<Float> image) {
        double count = 0;
        double rows = 0;
        double columns = 0;
        double products = 0;
        for (int i = 0; i < image.size(); i++) {
            int row = i / 28;
            int column = i % 28;
            count += image.get(i);
            rows += image.get(i) * row;
            columns += image.get(i) * column;
            products += image.get(i) * row * column;
        }
        return count * products - rows * columns;
    }
}
