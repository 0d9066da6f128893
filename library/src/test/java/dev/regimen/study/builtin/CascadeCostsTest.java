package dev.regimen.study.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.report.SvgFigure;
import dev.regimen.study.Figure;
import dev.regimen.study.finding.Cost;
import dev.regimen.study.finding.Lines;
import dev.regimen.study.finding.MadeUp;
import java.util.List;
import org.junit.jupiter.api.Test;

class CascadeCostsTest {
    private static final CascadeCosts COSTS = new CascadeCosts(List.of(
            MadeUp.chain(
                    2,
                    MadeUp.learned("end-to-end", 200L, 200L),
                    MadeUp.control("reader", 100L, 100L),
                    MadeUp.control("automaton-2", 400L, null)),
            MadeUp.chain(3, MadeUp.contender("end-to-end", 0.5, 400L, null))));

    @Test
    void knowsTheCostsOfEveryLength() {
        assertThat(COSTS.of("end-to-end"))
                .containsEntry(2, List.of(new Cost(200, true), new Cost(200, true)))
                .containsEntry(3, List.of(new Cost(400, true), new Cost(1000, false)));
        assertThat(COSTS.of("auxiliary")).isEmpty();
        assertThat(COSTS.growths().get(0).censored()).containsExactly(3);
    }

    @Test
    void drawsAnArrowWithoutAnIntervalWhereASeedDidNotGetThere() {
        List<Lines.Point> whole = points(COSTS.byLength(), 0);
        assertThat(whole).extracting(Lines.Point::bound).containsExactly(Lines.Bound.NONE, Lines.Bound.AT_LEAST);
        assertThat(whole.get(1).low()).isNull();
        List<Lines.Point> automaton = points(COSTS.byDistance(), 0);
        assertThat(automaton).extracting(Lines.Point::label).containsExactly("0");
        assertThat(automaton.get(0).bound()).isEqualTo(Lines.Bound.AT_LEAST);
        assertThat(automaton.get(0).low()).isNull();
        assertThat(automaton.get(0).note()).isEqualTo("1 of 2");
        Figure figure = COSTS.byDistance();
        assertThat(SvgFigure.render(figure.kind(), figure.data(), figure.width(), figure.height()))
                .contains("reader", "automaton-2", "1 of 2", "at least")
                .doesNotContain("lookup-3");
    }

    @Test
    void tellsWhatModulesCostAlone() {
        assertThat(COSTS.positions().rows())
                .containsExactly(
                        List.of("modules 2", "reader", "2 of 2", "100 [100, 100]"),
                        List.of("modules 2", "automaton-2", "1 of 2", "> 632"));
    }

    private static List<Lines.Point> points(Figure figure, int series) {
        return ((Lines) figure.data()).panels().get(0).series().get(series).points();
    }
}
