package dev.regimen.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.diagnosis.GradientSignal;
import dev.regimen.diagnosis.Measured;
import dev.regimen.report.SvgFigure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalFigureTest {
    private static final Measured CLEAR = new Measured(0.01, 0.008, 0.012);
    private static final Measured UNKNOWN = new Measured(-0.001, -0.003, 0.001);

    @Test
    void averagesOverModelsWithTheIntervalOfTheMean() {
        Measured mean = SignalFigure.mean(List.of(new Measured(1, 0.7, 1.3), new Measured(3, 2.6, 3.4)));
        assertThat(mean.value()).isEqualTo(2);
        assertThat(mean.high() - mean.value()).isCloseTo(0.25, within(1e-12)); // half of √(0.3² + 0.4²)
        assertThat(mean.value() - mean.low()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void showsTheUpperEndWhereTheSignalMayBeZero() {
        Lines lines = (Lines) SignalFigure.before(List.of(result(1, CLEAR), result(2, UNKNOWN)), "k")
                .data();
        List<Lines.Point> points = lines.panels().get(0).series().get(0).points();
        assertThat(points.get(0)).isEqualTo(new Lines.Point(null, "1", 0.01, 0.008, 0.012, Lines.Bound.NONE));
        assertThat(points.get(1)).isEqualTo(new Lines.Point(null, "2", 0.002, null, null, Lines.Bound.AT_MOST));
    }

    @Test
    void drawsTrainingsThatWereMeasuredOnly() {
        SignalResult trained = new SignalResult(
                result(1, CLEAR).plan(),
                List.of(result(1, CLEAR).points().get(0), new SignalResult.Point(500, List.of(signal(UNKNOWN)))));
        Figure figure = SignalFigure.along(List.of(trained, result(2, CLEAR)), "auxiliary");
        assertThat(((Lines) figure.data()).panels()).hasSize(1);
        assertThat(SvgFigure.render(figure.kind(), figure.data(), figure.width(), figure.height()))
                .contains("reader: head on parity");
        assertThat(SignalFigure.table(List.of(trained)).rows().get(1)).contains("500", "< 0.0020");
    }

    @Test
    void anUpperBoundIsNeverNegative() {
        Measured below = new Measured(-0.004, -0.007, -0.001);
        assertThat(SignalFigure.table(List.of(result(1, below))).rows().get(0)).contains("< 0.0030");
    }

    @Test
    void tellsAModelMeasuredApartFromTheBeginningOfItsTraining() {
        SignalResult trained = new SignalResult(
                result(1, CLEAR).plan(),
                List.of(
                        new SignalResult.Point(0, List.of(signal(CLEAR))),
                        new SignalResult.Point(0, List.of(signal(UNKNOWN))),
                        new SignalResult.Point(500, List.of(signal(CLEAR)))));
        assertThat(SignalFigure.table(List.of(trained)).rows())
                .extracting(row -> row.get(1))
                .containsExactly("none, measured apart", "auxiliary", "auxiliary");
        Lines lines = (Lines) SignalFigure.along(List.of(trained), "auxiliary").data();
        assertThat(lines.panels().get(0).series().get(0).points())
                .extracting(Lines.Point::x)
                .containsExactly(0.0, 500.0);
    }

    private static SignalResult result(int k, Measured ratio) {
        SignalPlan plan = new SignalPlan(
                "tuple-" + k, Map.of("k", String.valueOf(k)), "line-tuples.yaml", List.of(), "auxiliary", 1, 1000, 0);
        return new SignalResult(plan, List.of(new SignalResult.Point(0, List.of(signal(ratio)))));
    }

    private static GradientSignal signal(Measured ratio) {
        return new GradientSignal("reader", "head on parity", ratio, ratio, ratio, 1000);
    }
}
