package dev.regimen.study.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.config.Experiment;
import dev.regimen.report.SvgFigure;
import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Figure;
import dev.regimen.study.Finding;
import dev.regimen.study.Findings;
import dev.regimen.study.Purpose;
import dev.regimen.study.Scale;
import dev.regimen.study.Setup;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.Study;
import dev.regimen.study.Table;
import dev.regimen.study.Verdict;
import dev.regimen.study.finding.MadeUp;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineTuplesStudyTest {
    private final Study study = Studies.named("line-tuples");

    @ParameterizedTest
    @EnumSource(Scale.class)
    void givesAllContendersOfAMainCellTheSameBudget(Scale scale) {
        for (Cell cell : study.cells(Setup.of(scale), Evidence.NONE)) {
            Experiment experiment = cell.file().experiment();
            if (cell.purpose() == Purpose.MAIN) {
                assertThat(experiment.regimens().keySet())
                        .containsExactly(
                                "end-to-end",
                                "step-by-step",
                                "auxiliary",
                                "fine-tuned",
                                "control-reader",
                                "control-head");
            } else {
                assertThat(experiment.regimens()).hasSize(1);
            }
        }
    }

    @Test
    void runsThePublishedBudgetsInTheFullFormOnly() {
        assertThat(purposes(Scale.QUICK)).containsOnly(Purpose.MAIN);
        assertThat(purposes(Scale.FULL)).contains(Purpose.MAIN, Purpose.PUBLISHED);
        List<Cell> published = study.cells(Setup.of(Scale.FULL), Evidence.NONE).stream()
                .filter(cell -> cell.purpose() == Purpose.PUBLISHED)
                .toList();
        assertThat(published).hasSize(8).allSatisfy(cell -> assertThat(cell.overrides())
                .contains("batch-size=200", "data.size=500000", "optimizer.learning-rate=0.001", "seeds=1"));
        assertThat(published.get(0).overrides()).contains("budget.examples=4000000");
        assertThat(published.get(1).overrides()).contains("budget.examples=500000");
    }

    private List<Purpose> purposes(Scale scale) {
        return study.cells(Setup.of(scale), Evidence.NONE).stream()
                .map(Cell::purpose)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void measuresSignalsOfThePublishedNetwork(Scale scale) {
        List<SignalPlan> plans = study.signals(Setup.of(scale));
        assertThat(plans.stream().map(SignalPlan::name)).doesNotHaveDuplicates();
        assertThat(plans).allSatisfy(plan -> assertThat(plan.file().experiment().regimens())
                .containsKey(plan.contender()));
        assertThat(plans.stream().map(SignalPlan::overrides))
                .noneSatisfy(overrides -> assertThat(overrides).anyMatch(setting -> setting.contains("channels")));
    }

    @Test
    void knowsTheCeilingInClosedForm() {
        assertThat(LineTuplesFigure.ceiling(0, 4)).isEqualTo(1);
        assertThat(LineTuplesFigure.ceiling(0.5, 1)).isEqualTo(0.5);
        assertThat(LineTuplesFigure.ceiling(0.1, 1)).isCloseTo(0.9, within(1e-12));
        // both right or both wrong
        assertThat(LineTuplesFigure.ceiling(0.1, 2)).isCloseTo(0.9 * 0.9 + 0.1 * 0.1, within(1e-12));
    }

    @Test
    void holdsClaimsAgainstWhatCameOut() {
        Findings findings = study.findings(Setup.of(Scale.QUICK), evidence());
        assertThat(findings.claims().stream()
                        .collect(Collectors.toMap(f -> f.claim().name(), Finding::verdict)))
                .containsEntry("2 breaks down", Verdict.SUPPORTED)
                .containsEntry("3 each module learns", Verdict.NOT_SUPPORTED)
                .containsEntry("4 structured training works", Verdict.SUPPORTED);
        assertThat(findings.notes()).anyMatch(note -> note.contains("at most 3"));
    }

    @Test
    void saysWhichPublishedRunsWereNotRunAgain() {
        Findings findings = study.findings(Setup.of(Scale.QUICK), evidence());
        Table published = findings.tables().get(0);
        assertThat(published.rows().get(4))
                .containsExactly("3", "end-to-end", "48.4 %", "not run", "10.0 % [10.0, 10.0]");
    }

    @Test
    void drawsWhatItFound() {
        Figure figure =
                study.findings(Setup.of(Scale.QUICK), evidence()).figures().get(0);
        assertThat(SvgFigure.render(figure.kind(), figure.data(), figure.width(), figure.height()))
                .contains("end-to-end, published", "ceiling", "control-reader");
    }

    /** End-to-end and the reader's control learn one line only. */
    private Evidence evidence() {
        return new Evidence(study.cells(Setup.of(Scale.QUICK), Evidence.NONE).stream()
                .map(cell -> new CellResult(cell, made(cell.name()).results()))
                .toList());
    }

    private static CellResult made(String name) {
        boolean one = name.equals("tuple-1");
        return MadeUp.cell(
                name,
                one ? learned("end-to-end") : MadeUp.atChance("end-to-end", 5),
                learned("step-by-step"),
                learned("auxiliary"),
                one ? learned("control-reader") : MadeUp.control("control-reader", MadeUp.CHANCE, 0.9, 5),
                learned("control-head"));
    }

    private static ContenderResult learned(String name) {
        return MadeUp.learned(name, 500L, 500L, 500L, 500L, 500L);
    }
}
