package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Normalisation;
import dev.regimen.data.source.Csv;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.torch.TensorData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetExamplesTest {
    private static final ClassificationSettings NUMBERED = ClassificationSettings.of(NumberedImages.of(200, 10));

    @TempDir
    private Path folder;

    /** x runs from 0 to 99, y is constant, price is 3x + 7. */
    @BeforeEach
    void writeTable() throws IOException {
        StringBuilder text = new StringBuilder("x,y,price\n");
        for (int i = 0; i < 100; i++) {
            text.append(i).append(",5,").append(3 * i + 7).append('\n');
        }
        Files.writeString(folder.resolve("table.csv"), text);
    }

    @Test
    void everyEpochSeesEveryTrainingExampleOnce() {
        try (Examples examples = NUMBERED.open(folder)) {
            List<Long> drawn = draw(examples.training(1, 13, Sample.ALL), 20); // two epochs of 130
            assertThat(drawn).hasSize(260);
            assertThat(drawn.subList(0, 130)).doesNotHaveDuplicates();
            assertThat(drawn.subList(130, 260))
                    .containsExactlyInAnyOrderElementsOf(drawn.subList(0, 130))
                    .isNotEqualTo(drawn.subList(0, 130));
        }
    }

    @Test
    void noExampleIsInTwoParts() {
        try (Examples examples = NUMBERED.open(folder)) {
            List<Long> all = new ArrayList<>(draw(examples.training(1, 130, Sample.ALL), 1));
            all.addAll(numbers(examples.validation()));
            all.addAll(numbers(examples.test()));
            assertThat(all).hasSize(200).doesNotHaveDuplicates();
        }
    }

    @Test
    void theRunSeedFixesTheOrderAndTheSplitSeedTheParts() {
        try (Examples examples = NUMBERED.open(folder);
                Examples same = NUMBERED.open(folder);
                Examples other = NUMBERED.open(folder, OptionalLong.of(77))) {
            assertThat(draw(same.training(1, 10, Sample.ALL), 5))
                    .isEqualTo(draw(examples.training(1, 10, Sample.ALL), 5))
                    .isNotEqualTo(draw(examples.training(2, 10, Sample.ALL), 5));
            assertThat(numbers(same.test())).isEqualTo(numbers(examples.test())).isNotEqualTo(numbers(other.test()));
        }
    }

    @Test
    void goesOnWhereItWas() {
        try (Examples examples = NUMBERED.open(folder)) {
            for (Sampling sampling : List.of(Sampling.ALL, Sampling.BOOTSTRAP)) {
                Sample sample = new Sample(sampling, 4);
                BatchSource original = examples.training(5, 16, sample);
                draw(original, 11);
                BatchSource resumed = examples.training(5, 16, sample);
                resumed.restore(original.state());
                assertThat(draw(resumed, 11)).isEqualTo(draw(original, 11));
                assertThat(resumed.batchSize()).isEqualTo(16);
            }
        }
    }

    /**
     * A bootstrap is one sample of the training part, seen again in every epoch and in every phase, whatever the order.
     */
    @Test
    void aBootstrapIsDrawnOnce() {
        try (Examples examples = NUMBERED.open(folder)) {
            Sample sample = new Sample(Sampling.BOOTSTRAP, 3);
            BatchSource source = examples.training(3, 130, sample);
            List<Long> first = draw(source, 1);
            assertThat(draw(source, 1)).containsExactlyInAnyOrderElementsOf(first);
            assertThat(draw(examples.training(4, 130, sample), 1))
                    .containsExactlyInAnyOrderElementsOf(first)
                    .isNotEqualTo(first);
            // 130 (1 - 1/e) = 82, standard deviation below 4
            assertThat(new TreeSet<>(first))
                    .hasSizeBetween(66, 98)
                    .isSubsetOf(new TreeSet<>(draw(examples.training(3, 130, Sample.ALL), 1)));
        }
    }

    @Test
    void classifiesTheEmbeddedDigitsByDefault() {
        ClassificationSettings settings = new ClassificationSettings(null, null, null, null);
        assertThat(settings.source()).isEqualTo(new EmbeddedDigits());
        assertThat(settings.normalisation()).isEqualTo(Normalisation.NONE);
        try (Examples examples = settings.open(folder)) {
            assertThat(examples.fields().keySet()).containsExactlyInAnyOrder("image", "label");
            assertThat(examples.validation().size()).isEqualTo(270);
            assertThat(examples.test().size()).isEqualTo(359);
        }
    }

    @Test
    void standardisesTablesByTheTrainingPart() {
        try (Examples examples = RegressionSettings.of(table()).open(folder);
                PointerScope scope = new PointerScope()) {
            var batch = examples.training(1, 65, Sample.ALL).next(null);
            float[] features = TensorData.toFloats(batch.value("features")); // [65, 2]
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 65; i++) {
                sum += features[2 * i];
                squares += features[2 * i] * features[2 * i];
                assertThat(features[2 * i + 1]).isZero();
            }
            assertThat(sum / 65).isCloseTo(0, within(1e-5));
            assertThat(squares / 65).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void leavesTheValueAsItIsUnlessAsked() {
        try (Examples raw = RegressionSettings.of(table()).open(folder);
                Examples scaled = new RegressionSettings(
                                table(), Normalisation.NONE, Normalisation.UNIT_RANGE, null, null)
                        .open(folder)) {
            for (float value : TensorData.toFloats(raw.test().column("value"))) {
                assertThat((value - 7) % 3).isZero();
            }
            float[] x = TensorData.toFloats(scaled.test().column("features")); // [20, 2]
            float[] value = TensorData.toFloats(scaled.test().column("value"));
            for (int i = 0; i < value.length; i++) {
                assertThat(x[2 * i] % 1).isZero();
                assertThat(value[i]).isBetween(-0.2f, 1.2f);
            }
        }
    }

    @Test
    void readsNewInputsAsItReadItsOwn() throws IOException {
        Files.writeString(folder.resolve("new.csv"), "y,x\n5,0\n5,99\n");
        RegressionSettings settings = new RegressionSettings(table(), Normalisation.UNIT_RANGE, null, null, null);
        try (Examples examples = settings.open(folder);
                Dataset inputs = examples.read(List.of(folder.resolve("new.csv")))) {
            assertThat(inputs.fields().keySet()).containsExactly("features");
            float[] features = TensorData.toFloats(inputs.column("features"));
            assertThat(features[1]).isZero();
            assertThat(features[2]).isBetween(1f, 1.2f);
        }
    }

    @Test
    void refusesDataForAnotherTask() {
        assertThatThrownBy(() -> RegressionSettings.of(new EmbeddedDigits()).open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("regression needs a number, 'value', but the data have {image=real [1, 8, 8], label=one of"
                        + " 10 classes}; a csv source names its column by 'value'");
        assertThatThrownBy(() -> ClassificationSettings.of(table()).open(folder))
                .hasMessage("classification needs classes, 'label', but the data have {features=real [2], value=a"
                        + " real number}; a csv source names their column by 'label'");
        DigitSumSettings sums = new DigitSumSettings(table(), null, null, null, null, null, null, null);
        assertThatThrownBy(() -> sums.open(folder))
                .hasMessage("digit-sum needs images with classes, 'image' and 'label', but the data have"
                        + " {features=real [2], value=a real number}");
        assertThatThrownBy(() -> new RegressionSettings(null, null, null, null, null))
                .hasMessage("regression needs 'source', where its data come from");
    }

    @Test
    void refusesTooFewExamples() {
        assertThatThrownBy(
                        () -> ClassificationSettings.of(NumberedImages.of(3, 2)).open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("3 examples are too few to be split");
    }

    private static Csv table() {
        return new Csv("table.csv", null, null, Optional.of("price"), null, null, null);
    }

    private static List<Long> draw(BatchSource source, int batches) {
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            try (PointerScope scope = new PointerScope()) {
                drawn.addAll(numbers(TensorData.toFloats(source.next(null).value("image"))));
            }
        }
        return drawn;
    }

    private static List<Long> numbers(Dataset data) {
        return numbers(TensorData.toFloats(data.column("image")));
    }

    /** Each image says its number twice. */
    private static List<Long> numbers(float[] pixels) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < pixels.length; i += 2) {
            numbers.add((long) pixels[i]);
        }
        return numbers;
    }
}
