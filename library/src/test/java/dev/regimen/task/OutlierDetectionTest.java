package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.source.Csv;
import dev.regimen.metric.Accuracy;
import dev.regimen.metric.MeanAbsoluteError;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.MeanSquaredError;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlierDetectionTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void theAreaIsThePartOfPairsInTheRightOrder() {
        assertThat(OutlierDetection.area(new double[] {3, 4}, new double[] {1, 2}))
                .isEqualTo(1);
        assertThat(OutlierDetection.area(new double[] {1, 3}, new double[] {2, 3}))
                .isEqualTo((0 + 0 + 1 + 0.5) / 4);
        assertThat(OutlierDetection.area(new double[] {1, 1}, new double[] {1})).isEqualTo(0.5);
        assertThat(OutlierDetection.area(new double[] {Double.NaN}, new double[] {1}))
                .isNaN();
    }

    @Test
    void classesThatAreLeftOutAreOutliersAndTheOthersAreNumberedAnew() {
        ClassificationSettings whole = new ClassificationSettings(null, null, null, null);
        ClassificationSettings settings = new ClassificationSettings(null, null, null, null, List.of("3", "0"), null);
        try (Examples all = whole.open(folder);
                Examples examples = settings.open(folder)) {
            assertThat(examples.fields().get("label").classes())
                    .containsExactly("1", "2", "4", "5", "6", "7", "8", "9");
            assertThat(examples.outliers().orElseThrow().fields()).containsOnlyKeys("image");
            long classes = Arrays.stream(
                            TensorData.toLongs(examples.validation().column("label")))
                    .max()
                    .orElseThrow();
            assertThat(classes).isEqualTo(7);
            assertThat(examples.outliers().orElseThrow().size()).isEqualTo(178 + 183);
            assertThat(all.outliers()).isEmpty();
        }
    }

    @Test
    void itStandsBesideTheScoresOfATaskThatHasOutliers() {
        ClassificationSettings settings = new ClassificationSettings(null, null, null, null, List.of("3"), null);
        try (Examples examples = settings.open(folder)) {
            Task task = new Task(examples, new CrossEntropy("judge", "label"), Map.of(), List.of(new Accuracy()));
            List<Scores> scores = OutlierDetection.with(
                    Evaluation.scores(batch -> List.of(bright(batch)), task, examples.test()),
                    batch -> List.of(bright(batch)),
                    task);
            assertThat(scores.get(0).metrics()).containsOnlyKeys("accuracy", "outlier-auroc");
            // it is surer the brighter an image is, which says little of whether it is a three
            assertThat(scores.get(0).metrics().get("outlier-auroc"))
                    .isBetween(0.3, 0.7)
                    .isNotEqualTo(0.5);
            assertThat(OutlierDetection.chance(Evaluation.chance(task, examples.test()), task)
                            .metrics()
                            .get("outlier-auroc"))
                    .isEqualTo(0.5, within(0.0));
        }
    }

    @Test
    void itIsNotMeasuredOfNumbersWhichHaveNoProbability() {
        ClassificationSettings settings = new ClassificationSettings(null, null, null, null, List.of("3"), null);
        try (Examples examples = settings.open(folder)) {
            Task task = new Task(
                    examples, new MeanSquaredError("decoder", "image"), Map.of(), List.of(new MeanAbsoluteError()));
            Scores chance = Evaluation.chance(task, examples.test());
            assertThat(OutlierDetection.chance(chance, task)).isSameAs(chance);
            assertThat(OutlierDetection.with(List.of(chance), batch -> List.of(), task))
                    .containsExactly(chance);
        }
    }

    @Test
    void anotherSourceIsNormalisedAsTheDataAre() throws IOException {
        ClassificationSettings settings = new ClassificationSettings(
                rows("data.csv", "x,kind", "0,a", "10,b", "0,a", "10,b", "0,a", "10,b", "0,a", "10,b", "0,a", "10,b"),
                dev.regimen.data.Normalisation.UNIT_RANGE,
                null,
                null,
                null,
                rows("others.csv", "x,kind", "20,c", "30,d"));
        try (Examples examples = settings.open(folder)) {
            Dataset outliers = examples.outliers().orElseThrow();
            assertThat(TensorData.toFloats(outliers.column("features"))).containsExactly(2, 3);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        assertThatThrownBy(() -> new ClassificationSettings(null, null, null, null, List.of("11"), null).open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("left-out: unknown class '11'");
        List<String> most = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8");
        assertThatThrownBy(() -> new ClassificationSettings(null, null, null, null, most, null).open(folder))
                .hasMessage("left-out: at least two classes have to be left, but of 10 all but 1 are left out");
        assertThatThrownBy(() -> new ClassificationSettings(
                        null, null, null, null, List.of("1"), rows("others.csv", "x,kind", "20,c", "20,d")))
                .hasMessageContaining("left-out and outliers exclude each other");
        assertThatThrownBy(() -> new ClassificationSettings(
                                null, null, null, null, null, rows("others.csv", "x,kind", "20,c", "20,d"))
                        .open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("outliers: 'features' is ");
    }

    private Csv rows(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
        return new Csv(name, Optional.empty(), Optional.of("kind"), Optional.empty(), null, null, null);
    }

    private static Predictions bright(Batch batch) {
        Tensor first =
                batch.value("image").flatten(1, -1).mean(1).add(new Scalar(100)).div(new Scalar(300));
        Tensor second = first.mul(new Scalar(-1)).add(new Scalar(1));
        return new Predictions(Map.of("judge", torch.stack(new TensorVector(first, second), 1)));
    }
}
