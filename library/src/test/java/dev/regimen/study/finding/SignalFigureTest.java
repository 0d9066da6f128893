package dev.regimen.study.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.diagnosis.GradientSignal;
import dev.regimen.diagnosis.Measured;
import dev.regimen.report.SvgFigure;
import dev.regimen.study.Figure;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.SignalResult;
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
        Lines lines = (Lines) SignalFigure.before(List.of(result(1, CLEAR), result(2, UNKNOWN)), "k", 0.75)
                .data();
        List<Lines.Point> points = lines.panels().get(0).series().get(0).points();
        assertThat(points.get(0)).isEqualTo(new Lines.Point(null, "1", 0.01, 0.008, 0.012, Lines.Bound.NONE));
        assertThat(points.get(1)).isEqualTo(new Lines.Point(null, "2", 0.002, null, null, Lines.Bound.AT_MOST));
    }

    /** Behind others that have not learned either there is nothing that a control could show. */
    @Test
    void showsWhatAControlBeginsWithWhereTheOthersHadReachedTheTarget() {
        List<SignalResult> results = List.of(
                result(1, UNKNOWN),
                result(2, UNKNOWN),
                alone(1, 0.8, CLEAR),
                alone(1, 0.9, CLEAR),
                alone(2, 0.7, CLEAR));
        Lines lines = (Lines) SignalFigure.before(results, "k", 0.75).data();
        assertThat(lines.panels().get(0).series())
                .extracting(Lines.Series::name)
                .containsExactly("reader: head on parity", "reader: head on parity, the others trained");
        assertThat(lines.panels().get(0).series().get(1).points())
                .extracting(Lines.Point::label)
                .containsExactly("1");
        assertThat(SignalFigure.table(results).rows())
                .extracting(row -> row.get(1))
                .contains("control-reader, the others at 70.0 %");
    }

    @Test
    void drawsTrainingsThatWereMeasuredOnly() {
        SignalResult trained = new SignalResult(
                result(1, CLEAR).plan(),
                List.of(signal(CLEAR)),
                List.of(new SignalResult.Point(500, List.of(signal(UNKNOWN)))),
                null);
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
                List.of(signal(CLEAR)),
                List.of(
                        new SignalResult.Point(0, List.of(signal(UNKNOWN))),
                        new SignalResult.Point(500, List.of(signal(CLEAR)))),
                null);
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
        return new SignalResult(plan, List.of(signal(ratio)), List.of(), null);
    }

    /** A control's module, drawn anew when the others had reached so much. */
    private static SignalResult alone(int k, double others, Measured ratio) {
        SignalPlan plan = new SignalPlan(
                "alone-" + k,
                Map.of("k", String.valueOf(k)),
                "line-tuples.yaml",
                List.of(),
                "control-reader",
                1,
                0,
                10);
        return new SignalResult(
                plan,
                List.of(),
                List.of(
                        new SignalResult.Point(0, List.of(signal(ratio))),
                        new SignalResult.Point(500, List.of(signal(UNKNOWN)))),
                others);
    }

    private static GradientSignal signal(Measured ratio) {
        return new GradientSignal("reader", "head on parity", ratio, ratio, ratio, 1000);
    }
}
