package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.PlannedCost;
import dev.regimen.training.TrainingKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
    private static final Phase PHASE = new Phase(
            "end-to-end",
            Set.of("adder"),
            Set.of(),
            List.of(Goal.of(new CrossEntropy("adder", "sum"))),
            Map.of("adder", AdamSettings.defaults()),
            Budget.examples(1000));

    private final StringWriter out = new StringWriter();

    @Test
    void whatWasTrainedBeforeCountsAsDoneButNotAsSpeed() {
        Workload workload = new Workload(Map.of("joint", 1.0), Budget.examples(1000), 2, 0, 0, Map.of("joint", 1000.0));
        TrainingKey second = TrainingKey.of("joint", 2);
        Terminal terminal = new Terminal(new PrintWriter(out), true, 100);
        try (ProgressView view = new ProgressView(terminal, workload)) {
            pause();
            view.phaseStarted(second, PHASE, spent(400));
            view.progressed(second, PHASE, spent(400), 1);
            assertThat(out.toString()).contains("joint   70 %", "70 % of all, 0 examples/s, ? left");
            pause();
            view.progressed(second, PHASE, spent(600), 1);
        }
        assertThat(out.toString()).contains("80 % of all, ").doesNotContain(", -");
        assertThat(left()).isGreaterThan(0.3);
    }

    @Test
    void membersThatHaveTheWholeBudgetEachAreDoneWhenAllOfThemAre() {
        Workload workload = new Workload(Map.of("voted", 3.0), Budget.examples(1000), 1, 0, 0, Map.of());
        Terminal terminal = new Terminal(new PrintWriter(out), true, 100);
        try (ProgressView view = new ProgressView(terminal, workload)) {
            pause();
            view.phaseStarted(TrainingKey.of("voted", 1), PHASE, spent(0));
            view.progressed(TrainingKey.of("voted", 1), PHASE, spent(600), 1);
        }
        assertThat(out.toString()).contains("voted   20 %", "20 % of all, ");
    }

    /** The second one is ten times as dear in each example, and takes half of them over from another. */
    @Test
    void whatIsLeftIsCountedByWhatItCostsAndOnce() {
        Map<String, Double> budgets = new LinkedHashMap<>();
        List.of("small", "large", "again").forEach(name -> budgets.put(name, 1.0));
        Workload workload = new Workload(budgets, Budget.examples(1000), 1, 0, 0, Map.of());
        TrainingKey small = TrainingKey.of("small", 1);
        TrainingKey large = TrainingKey.of("large", 1);
        TrainingKey again = TrainingKey.of("again", 1);
        try (ProgressView view = new ProgressView(new Terminal(new PrintWriter(out), true, 100), workload)) {
            view.planned(Map.of(
                    small, new PlannedCost(1000, 1e6), large, new PlannedCost(500, 5e6), again, new PlannedCost(0, 0)));
            pause();
            view.phaseStarted(small, PHASE, spent(0));
            view.progressed(small, PHASE, spent(500), 1);
            assertThat(out.toString()).contains("8 % of all, "); // 0.5 of 1 + 5
            assertThat(left()).as("eleven times as long as so far").isGreaterThan(2);
            view.phaseStarted(large, PHASE, spent(500));
            view.phaseFinished(large, report(500));
            pause();
            view.phaseStarted(large, PHASE, spent(0));
            view.progressed(large, PHASE, spent(250), 1);
            assertThat(out.toString())
                    .as("by what it has cost, which is no more")
                    .contains("50 % of all, ");
            view.phaseFinished(large, report(500));
            view.phaseStarted(again, PHASE, spent(1000));
            view.phaseFinished(again, report(1000));
            pause();
            view.progressed(small, PHASE, spent(750), 1);
            assertThat(out.toString()).contains("large  100 %", "again  100 %", "83 % of all, ");
            view.phaseFinished(small, report(1000));
        }
        assertThat(out.toString()).contains("100 % of all, ").contains(", 0.0 s left");
    }

    /** Of three trainings one is finished; what the second one was to take over from it, it trains itself. */
    @Test
    void afterAResumeWhatIsLeftIsWhatWasPlannedForIt() {
        Workload workload = new Workload(Map.of("voted", 1.0), Budget.examples(1000), 3, 0, 0, Map.of("voted", 1000.0));
        try (ProgressView view = new ProgressView(new Terminal(new PrintWriter(out), true, 100), workload)) {
            view.planned(Map.of(
                    TrainingKey.of("voted", 2), new PlannedCost(1000, 1e6),
                    TrainingKey.of("voted", 3), new PlannedCost(1000, 1e6)));
            pause();
            view.phaseStarted(TrainingKey.of("voted", 2), PHASE, spent(0));
            view.progressed(TrainingKey.of("voted", 2), PHASE, spent(500), 1);
        }
        assertThat(out.toString()).contains("50 % of all, ");
        assertThat(left()).as("three times as long as so far").isGreaterThan(0.5);
    }

    private static PhaseReport report(long examples) {
        return new PhaseReport(
                PHASE.name(),
                List.of("adder"),
                List.of(),
                List.of(),
                List.of(),
                spent(examples),
                Map.of(),
                Map.of(),
                0,
                List.of(),
                StopReason.BUDGET_SPENT,
                null);
    }

    @Test
    void saysOnceWhyThreadsDoNotDivide() {
        Workload workload = new Workload(Map.of("joint", 1.0), Budget.examples(1000), 2, 0, 0, Map.of());
        for (boolean interactive : new boolean[] {true, false}) {
            out.getBuffer().setLength(0);
            try (ProgressView view = new ProgressView(new Terminal(new PrintWriter(out), interactive, 20), workload)) {
                view.undivided(TrainingKey.of("joint", 1), PHASE, "one thread computes each step");
                view.undivided(TrainingKey.of("joint", 2), PHASE, "one thread computes each step");
            }
            assertThat(out.toString()).containsOnlyOnce("threads: one thread computes each step\n");
        }
    }

    /** 200 of the remaining 600 examples in at least 0.4 s leave 400 for at least 0.8 s. */
    private double left() {
        String last = out.toString().lines().reduce((first, second) -> second).orElseThrow();
        return Double.parseDouble(last.replaceAll(".*examples/s, ([0-9.]+) s left.*", "$1"));
    }

    private static Spent spent(long examples) {
        return new Spent(examples, examples / 10, examples / 1000.0, examples / 1000.0);
    }

    /** A line is drawn five times a second. */
    private static void pause() {
        try {
            Thread.sleep(210);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
