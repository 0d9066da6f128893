package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.TrainingKey;
import java.io.PrintWriter;
import java.io.StringWriter;
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
        return new Spent(examples, examples / 10, 0.1, 0.1);
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
