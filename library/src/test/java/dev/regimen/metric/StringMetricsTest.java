package dev.regimen.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StringMetricsTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Field STRING = Field.classes(Shape.of(4), 10).withGaps();

    private PointerScope scope;

    @BeforeEach
    void open() {
        Natives.load();
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void distancesCountWhatIsPutInLeftOutAndChanged() {
        assertThat(distance("", "")).isZero();
        assertThat(distance("", "123")).isEqualTo(3);
        assertThat(distance("123", "")).isEqualTo(3);
        assertThat(distance("123", "123")).isZero();
        assertThat(distance("23", "123")).isEqualTo(1);
        assertThat(distance("1923", "123")).isEqualTo(1);
        assertThat(distance("193", "123")).isEqualTo(1);
        assertThat(distance("2311", "1231")).isEqualTo(2);
        assertThat(distance("5166673", "1646674"))
                .as("as of kitten and sitting")
                .isEqualTo(3);
    }

    private static int distance(String said, String target) {
        return Strings.distance(symbols(said), symbols(target));
    }

    private static long[] symbols(String text) {
        return text.chars().mapToLong(Character::getNumericValue).toArray();
    }

    @Test
    void whatIsReadIsComparedWithoutRegardToWhereItStands() {
        Tensor target = batch(4, 1, 2, -1, -1, 3, 3, 3, 3, 5, -1, -1, -1);
        Tensor said = batch(5, -1, 1, -1, 2, -1, 3, 3, -1, 3, -1, 5, 6, 7, 8, 9);
        assertThat(measure(new SequenceAccuracy(), said, target)).isEqualTo(1 / 3.0, EXACT);
        assertThat(measure(new CharacterErrorRate(), said, target)).isEqualTo((0 + 1 + 4) / 7.0, EXACT);
        assertThat(measure(new CharacterErrorRate(), batch(3, 1, 2, 3), batch(4, 7, -1, -1, -1)))
                .as("more errors than classes")
                .isEqualTo(3, EXACT);
    }

    @Test
    void neitherDependsOnHowTheDataAreCut() {
        Tensor target = batch(2, 1, 2, 3, -1, 4, 4);
        Tensor said = batch(2, 1, 2, 4, 3, 4, -1);
        for (Metric metric : List.of(new SequenceAccuracy(), new CharacterErrorRate())) {
            double[] sums = metric.observe(said.narrow(0, 0, 1), target.narrow(0, 0, 1));
            double[] rest = metric.observe(said.narrow(0, 1, 2), target.narrow(0, 1, 2));
            assertThat(metric.value(new double[] {sums[0] + rest[0], sums[1] + rest[1]}))
                    .isEqualTo(measure(metric, said, target), EXACT);
        }
    }

    @Test
    void chanceIsWhatAConstantStringReaches() {
        Tensor target = batch(3, 1, 2, -1, 1, 2, -1, 1, 2, 3, 7, -1, -1);
        assertThat(new SequenceAccuracy().chance(target, STRING)).isEqualTo(0.5, EXACT);
        // "12" is wrong by 0, 0, 1 and 2 of 8
        assertThat(new CharacterErrorRate().chance(target, STRING)).isEqualTo(3 / 8.0, EXACT);
        assertThat(new CharacterErrorRate().chance(batch(1, 1, 2, 3, 4), STRING))
                .isEqualTo(3 / 4.0, EXACT);
    }

    @Test
    void theyAreForRowsOfClasses() {
        for (Metric metric : Metrics.OF_STRINGS) {
            assertThat(metric.ofStrings()).isTrue();
            assertThat(metric.suits(STRING)).isTrue();
            assertThat(metric.suits(Field.classes(Shape.of(), 3))).isFalse();
            assertThat(metric.suits(Field.classes(Shape.of(2, 2), 3))).isFalse();
            assertThat(metric.suits(Field.real(Shape.of(3)))).isFalse();
        }
        assertThat(Metrics.isFraction("sequence-accuracy")).isTrue();
        assertThat(Metrics.isFraction("character-error-rate"))
                .as("may be above 1")
                .isFalse();
    }

    private static double measure(Metric metric, Tensor said, Tensor target) {
        return metric.value(metric.observe(said, target));
    }

    private static Tensor batch(int places, long... classes) {
        return TensorData.longs(classes, classes.length / places, places);
    }
}
