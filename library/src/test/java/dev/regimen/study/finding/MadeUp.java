package dev.regimen.study.finding;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.Rate;
import dev.regimen.comparison.SeedResult;
import dev.regimen.comparison.Statistics;
import dev.regimen.comparison.ToTarget;
import dev.regimen.run.Results;
import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Purpose;
import dev.regimen.task.Scores;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Cells that nobody ran: accuracy with chance 0.1 and target 0.8, a budget of 1,000 examples. */
public final class MadeUp {
    public static final double CHANCE = 0.1;
    public static final double TARGET = 0.8;
    private static final List<String> SEAMS = List.of("reader");

    private MadeUp() {}

    public static CellResult cell(String name, ContenderResult... contenders) {
        return cell(name, Purpose.MAIN, contenders);
    }

    public static CellResult cell(String name, Purpose purpose, ContenderResult... contenders) {
        Cell cell = new Cell(name, purpose, Map.of("place", name), "digit-sum-map.yaml", List.of());
        ComparisonResult comparison = new ComparisonResult(
                name,
                "accuracy",
                true,
                new Scores(Map.of("accuracy", CHANCE), Map.of("reader", Map.of("accuracy", CHANCE))),
                TARGET,
                Budget.examples(1000),
                List.of(1L, 2L),
                Map.of(),
                SEAMS.stream()
                        .map(module -> new ComparisonResult.Judged(module, "digit", true))
                        .toList(),
                List.of(contenders),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of());
        return new CellResult(cell, new Results(Results.FORMAT, null, List.of(), comparison));
    }

    /** One whose seeds all reached the target after so many examples. */
    public static ContenderResult learned(String name, Long... examples) {
        return contender(name, 0.9, examples);
    }

    /** So many seeds that stayed at chance. */
    public static ContenderResult atChance(String name, int seeds) {
        return contender(name, CHANCE, new Long[seeds]);
    }

    /** So many seeds that learned half of the way. */
    public static ContenderResult halfway(String name, int seeds) {
        return contender(name, 0.5, new Long[seeds]);
    }

    /**
     * A control with so many seeds.
     *
     * @param accuracy of its module alone; the target is reached with all or none
     * @param before the accuracy that the system had before its module was drawn anew
     */
    public static ContenderResult control(String name, double accuracy, double before, int seeds) {
        Long[] examples = new Long[seeds];
        if (accuracy >= TARGET) {
            Arrays.fill(examples, 900L);
        }
        ContenderResult made = contender(name, accuracy, examples);
        List<PhaseReport> phases = List.of(
                phase(List.of(), StopReason.BUDGET_SPENT, 500, point(500, before)),
                phase(List.of("reader"), StopReason.BUDGET_SPENT, 500, point(500, accuracy)));
        return with(
                made,
                made.seeds().stream()
                        .map(seed -> changed(seed, seed.stop(), 1000, phases))
                        .toList());
    }

    /** @param examples until the target, one per seed; null where it was not reached */
    public static ContenderResult contender(String name, double accuracy, Long... examples) {
        List<SeedResult> seeds = new ArrayList<>();
        for (Long one : examples) {
            seeds.add(seed(seeds.size() + 1, accuracy, one));
        }
        int reached = (int) Arrays.stream(examples).filter(Objects::nonNull).count();
        Rate rate = Statistics.rate(reached, examples.length);
        double[] values = new double[examples.length];
        Arrays.fill(values, accuracy);
        Estimate estimate = Statistics.mean(values);
        return new ContenderResult(
                name,
                "end-to-end",
                List.of(),
                seeds,
                new ContenderResult.Summary(
                        Map.of("accuracy", estimate),
                        Map.of("reader", Map.of("accuracy", estimate, "relabelled-accuracy", estimate)),
                        rate,
                        reached > examples.length / 2 ? 500.0 : null,
                        null,
                        0,
                        1000,
                        1,
                        1,
                        1e6,
                        42,
                        Map.of("reader", 10.0),
                        List.of(),
                        null,
                        null,
                        null));
    }

    /** Chains of so many modules. */
    public static CellResult chain(int modules, ContenderResult... contenders) {
        CellResult made = cell("modules-" + modules, contenders);
        Cell cell = new Cell(
                "modules-" + modules,
                Purpose.MAIN,
                Map.of("modules", String.valueOf(modules)),
                "cascade-" + modules + ".yaml",
                List.of());
        return new CellResult(cell, made.results());
    }

    /** One whose only seed diverged after so many examples. */
    public static ContenderResult diverged(String name, long examples) {
        ContenderResult made = atChance(name, 1);
        SeedResult seed = made.seeds().get(0);
        return with(made, List.of(changed(seed, StopReason.DIVERGED, examples, seed.phases())));
    }

    /** One whose only seed reached the target after so many examples, and diverged then. */
    public static ContenderResult divergedAfter(String name, long examples) {
        ContenderResult made = learned(name, examples);
        SeedResult seed = made.seeds().get(0);
        return with(made, List.of(changed(seed, StopReason.DIVERGED, examples, seed.phases())));
    }

    /**
     * A control: after a pre-training of 700 examples that reached the target, its own phase.
     *
     * @param examples of that phase until the target, one per seed; null where all 1,000 did not get there
     */
    public static ContenderResult control(String module, Long... examples) {
        ContenderResult made = contender(Arms.CONTROL + module, 0.9, examples);
        List<SeedResult> seeds = new ArrayList<>();
        for (int i = 0; i < examples.length; i++) {
            Long own = examples[i];
            long spent = own == null ? 1000 : own;
            PhaseReport alone =
                    phase(List.of(module), StopReason.BUDGET_SPENT, spent, point(spent, own == null ? CHANCE : TARGET));
            List<PhaseReport> phases = List.of(preTraining(), alone);
            seeds.add(changed(made.seeds().get(i), StopReason.BUDGET_SPENT, 1700, phases));
        }
        return with(made, seeds);
    }

    /** A control that diverged in its own phase after so many examples of it. */
    public static ContenderResult divergedControl(String module, long examples) {
        ContenderResult made = control(module, (Long) null);
        PhaseReport alone = phase(List.of(module), StopReason.DIVERGED, examples, point(0, CHANCE));
        List<PhaseReport> phases = List.of(preTraining(), alone);
        return with(made, List.of(changed(made.seeds().get(0), StopReason.DIVERGED, examples, phases)));
    }

    private static PhaseReport preTraining() {
        return phase(List.of(), StopReason.TARGET_REACHED, 700, point(700, TARGET));
    }

    /** @param last point of its curve, which has none before */
    private static PhaseReport phase(List<String> fresh, StopReason stop, long spent, Point last) {
        return new PhaseReport(
                "phase",
                List.of("reader"),
                fresh,
                List.of(),
                List.of(),
                new Spent(spent, 1, 1, 1),
                Map.of(),
                Map.of(),
                0,
                List.of(last),
                stop,
                null);
    }

    private static Point point(long examples, double accuracy) {
        return new Point(new Spent(examples, 1, 1, 1), null, new Scores(Map.of("accuracy", accuracy), Map.of()));
    }

    private static ContenderResult with(ContenderResult made, List<SeedResult> seeds) {
        return new ContenderResult(made.name(), made.regimen(), made.tuning(), seeds, made.summary());
    }

    private static SeedResult changed(SeedResult seed, StopReason stop, long examples, List<PhaseReport> phases) {
        return new SeedResult(
                seed.seed(),
                seed.learningRate(),
                stop,
                seed.message(),
                seed.metrics(),
                examples,
                seed.steps(),
                seed.seconds(),
                seed.cpuSeconds(),
                seed.updates(),
                seed.parameters(),
                seed.flops(),
                seed.labels(),
                seed.toTarget(),
                phases,
                seed.members(),
                seed.samples());
    }

    private static SeedResult seed(long seed, double accuracy, Long examples) {
        ToTarget toTarget =
                examples == null ? new ToTarget(false, null, null) : new ToTarget(true, examples, examples / 1000.0);
        return new SeedResult(
                seed,
                null,
                StopReason.BUDGET_SPENT,
                null,
                new SeedResult.Measured(
                        Map.of("accuracy", accuracy),
                        Map.of("reader", Map.of("accuracy", accuracy, "relabelled-accuracy", accuracy)),
                        Map.of("accuracy", accuracy),
                        Map.of()),
                1000,
                10,
                1,
                1,
                Map.of("reader", 10L),
                42,
                1e6,
                List.of(),
                toTarget,
                List.of(),
                List.of(),
                Map.of());
    }
}
