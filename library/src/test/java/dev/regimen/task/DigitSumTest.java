package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Batch;
import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Normalisation;
import dev.regimen.data.Shape;
import dev.regimen.data.SplitFractions;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitSumTest {
    private static final Path HERE = Path.of("");
    private static final NumberedImages IMAGES = NumberedImages.of(200, 10);

    @Test
    void saysWhatATupleHas() {
        try (Examples examples = DigitSumSettings.of(2, 10).open(HERE)) {
            assertThat(examples.fields())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "image", Field.real(Shape.of(1, 8, 8).repeated("digits", 2)),
                            "digit", Field.classes(Shape.of().repeated("digits", 2), 10),
                            "sum", Field.classes(Shape.of(), 10)));
            assertThat(examples.validation().size()).isEqualTo(1_000);
            assertThat(examples.test().size()).isEqualTo(2_000);
        }
    }

    @Test
    void withoutAModulusEverySumIsAClass() {
        DigitSumSettings settings = settings(3, null, 0);
        try (Examples examples = settings.open(HERE)) {
            assertThat(examples.fields().get("sum").classes())
                    .hasSize(28)
                    .startsWith("0")
                    .endsWith("27");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theSumIsThatOfTheDigits(int digits) {
        for (Integer modulus : new Integer[] {null, 2, 7, 10}) {
            try (Examples examples = settings(digits, modulus, 3).open(HERE)) {
                assertThat(tuples(examples)).isNotEmpty().allSatisfy(tuple -> {
                    // The number of the image says which digit it shows.
                    assertThat(tuple.digits)
                            .isEqualTo(tuple.images.stream()
                                    .map(image -> image % 10)
                                    .toList());
                    long sum = tuple.digits.stream().mapToLong(Long::longValue).sum();
                    assertThat(tuple.sum).isEqualTo(modulus == null ? sum : sum % modulus);
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void noImageIsInTwoParts(long splitSeed) {
        try (Examples examples = settings(2, 10, splitSeed).open(HERE)) {
            Set<Long> validation = images(tuples(examples.validation()));
            Set<Long> test = images(tuples(examples.test()));
            Set<Long> training = images(trainingTuples(examples, Sample.ALL, 1, 100));
            assertThat(validation).hasSize(30).doesNotContainAnyElementsOf(test).doesNotContainAnyElementsOf(training);
            assertThat(test).hasSize(40).doesNotContainAnyElementsOf(training);
            assertThat(training).hasSize(130);
        }
    }

    @Test
    void testImagesOfTheSourceStayTestImages() {
        NumberedImages own = new NumberedImages(1_000, 50, 10, Optional.empty());
        NumberedImages source = new NumberedImages(0, 200, 10, Optional.of(own));
        DigitSumSettings settings = new DigitSumSettings(source, 2, null, 300, 300, null, null, null);
        try (Examples examples = settings.open(HERE)) {
            assertThat(images(tuples(examples.test()))).hasSize(50).allMatch(image -> image >= 1_000);
            assertThat(images(tuples(examples.validation()))).hasSize(30).allMatch(image -> image < 200);
            assertThat(images(trainingTuples(examples, Sample.ALL, 1, 100)))
                    .hasSize(170)
                    .allMatch(image -> image < 200);
        }
    }

    @Test
    void theSplitSeedFixesWhatIsMeasuredOn() {
        try (Examples one = settings(2, 10, 5).open(HERE);
                Examples same = settings(2, 10, 5).open(HERE);
                Examples other = settings(2, 10, 6).open(HERE);
                Examples asked = settings(2, 10, 5).open(HERE, OptionalLong.of(6))) {
            assertThat(tuples(same.test())).isEqualTo(tuples(one.test()));
            assertThat(tuples(same.validation())).isEqualTo(tuples(one.validation()));
            assertThat(tuples(other.test())).isNotEqualTo(tuples(one.test()));
            assertThat(tuples(asked.test())).isEqualTo(tuples(other.test()));
        }
    }

    @Test
    void theRunSeedFixesWhatIsTrainedOn() {
        try (Examples examples = settings(2, 10, 5).open(HERE)) {
            List<Tuple> one = trainingTuples(examples, Sample.ALL, 1, 3);
            assertThat(trainingTuples(examples, Sample.ALL, 1, 3)).isEqualTo(one);
            assertThat(trainingTuples(examples, Sample.ALL, 2, 3)).isNotEqualTo(one);
        }
    }

    @Test
    void goesOnWhereItWas() {
        try (Examples examples = settings(2, 10, 5).open(HERE)) {
            for (Sampling sampling : List.of(Sampling.ALL, Sampling.BOOTSTRAP)) {
                Sample sample = new Sample(sampling, 4);
                BatchSource original = examples.training(9, 8, sample);
                next(original);
                next(original);
                BatchSource resumed = examples.training(9, 8, sample);
                resumed.restore(original.state());
                assertThat(next(resumed)).isEqualTo(next(original));
                assertThat(resumed.batchSize()).isEqualTo(8);
            }
            assertThatThrownBy(() -> examples.training(9, 8, Sample.ALL).restore(new byte[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the state of a source of drawn examples has 8 bytes, not 1");
        }
    }

    @Test
    void aBootstrapSeesAboutTwoThirdsOfTheImages() {
        DigitSumSettings settings =
                new DigitSumSettings(NumberedImages.of(2_000, 10), 2, null, 10, 10, null, null, null);
        try (Examples examples = settings.open(HERE)) {
            Set<Long> first = images(trainingTuples(examples, new Sample(Sampling.BOOTSTRAP, 7), 1, 1_000));
            Set<Long> inAnotherOrder = images(trainingTuples(examples, new Sample(Sampling.BOOTSTRAP, 7), 2, 1_000));
            Set<Long> second = images(trainingTuples(examples, new Sample(Sampling.BOOTSTRAP, 8), 1, 1_000));
            // 1300 * (1 - 1/e) = 822, standard deviation below 12
            assertThat(first).hasSizeBetween(770, 870);
            assertThat(inAnotherOrder).isEqualTo(first);
            assertThat(second).isNotEqualTo(first);
        }
    }

    @Test
    void isSafeForSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Examples examples = settings(2, 10, 5).open(HERE)) {
            List<Future<List<Tuple>>> futures = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                futures.add(threads.submit(() -> trainingTuples(examples, Sample.ALL, 3, 50)));
            }
            List<Tuple> expected = trainingTuples(examples, Sample.ALL, 3, 50);
            for (Future<List<Tuple>> future : futures) {
                assertThat(future.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void readsNewTuples() {
        try (Examples examples = settings(5, 10, 0).open(HERE);
                Dataset inputs = examples.read(List.of(HERE))) {
            assertThat(inputs.fields())
                    .isEqualTo(Map.of("image", examples.fields().get("image")));
            // The fake reads its 200 images again.
            assertThat(inputs.size()).isEqualTo(40);
            float[] pixels = TensorData.toFloats(inputs.column("image"));
            assertThat(pixels[2 * 199]).isEqualTo(199);
        }
        try (Examples examples = settings(3, 10, 0).open(HERE)) {
            assertThatThrownBy(() -> examples.read(List.of(HERE)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("the number of images is 200, but must be a multiple of 3, which every tuple has");
        }
    }

    @Test
    void normalisesTheImages() {
        DigitSumSettings settings =
                new DigitSumSettings(IMAGES, 2, null, 300, 300, Normalisation.UNIT_RANGE, null, null);
        try (Examples examples = settings.open(HERE);
                PointerScope scope = new PointerScope()) {
            float[] pixels = TensorData.toFloats(
                    examples.training(1, 2_000, Sample.ALL).next(null).value("image"));
            assertThat(pixels).contains(0, 1);
            for (float pixel : pixels) {
                assertThat(pixel).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> settings(0, 10, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("digits is 0, expected a whole number from 1 up");
        assertThatThrownBy(() -> settings(2, 1, 0)).hasMessage("modulus is 1, expected a whole number from 2 up");
        assertThatThrownBy(() -> new DigitSumSettings(null, null, null, 0, null, null, null, null))
                .hasMessage("validation-size is 0, expected a whole number from 1 up");
        assertThatThrownBy(() -> new DigitSumSettings(null, null, null, null, -1, null, null, null))
                .hasMessage("test-size is -1, expected a whole number from 1 up");
        try (Examples examples = settings(2, 10, 0).open(HERE)) {
            assertThatThrownBy(() -> examples.training(1, 0, Sample.ALL))
                    .hasMessage("a batch has at least one example, not 0");
        }
    }

    private static DigitSumSettings settings(int digits, Integer modulus, long splitSeed) {
        return new DigitSumSettings(
                IMAGES, digits, Optional.ofNullable(modulus), 300, 300, null, new SplitFractions(0.15, 0.2), splitSeed);
    }

    /** A tuple as lists: the numbers of its images, their digits, the sum. */
    private record Tuple(List<Long> images, List<Long> digits, long sum) {}

    private static List<Tuple> tuples(Examples examples) {
        List<Tuple> all = new ArrayList<>(tuples(examples.validation()));
        all.addAll(tuples(examples.test()));
        all.addAll(trainingTuples(examples, Sample.ALL, 1, 10));
        return all;
    }

    private static List<Tuple> trainingTuples(Examples examples, Sample sample, long seed, int batches) {
        BatchSource source = examples.training(seed, 16, sample);
        List<Tuple> all = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            all.addAll(next(source));
        }
        return all;
    }

    private static List<Tuple> next(BatchSource source) {
        try (PointerScope scope = new PointerScope()) {
            return tuples(source.next(null));
        }
    }

    private static List<Tuple> tuples(Dataset data) {
        return tuples(data.slice(0, (int) data.size()));
    }

    private static List<Tuple> tuples(Batch batch) {
        int digits = (int) batch.value("digit").size(1);
        float[] pixels = TensorData.toFloats(batch.value("image"));
        long[] labels = TensorData.toLongs(batch.value("digit"));
        long[] sums = TensorData.toLongs(batch.value("sum"));
        List<Tuple> tuples = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            List<Long> images = new ArrayList<>();
            List<Long> shown = new ArrayList<>();
            for (int k = i * digits; k < (i + 1) * digits; k++) {
                images.add((long) pixels[2 * k]);
                shown.add(labels[k]);
            }
            tuples.add(new Tuple(images, shown, sums[i]));
        }
        return tuples;
    }

    private static Set<Long> images(List<Tuple> tuples) {
        Set<Long> images = new TreeSet<>();
        tuples.forEach(tuple -> images.addAll(tuple.images));
        return images;
    }
}
