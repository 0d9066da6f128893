package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.SeedResult;
import dev.regimen.task.Scores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of results made by hand. */
class ComparisonTextTest {
    @Test
    void saysInTheHeadingWhoSpentMoreThanTheBudget() {
        String text = text("accuracy", contender("modest", 990), contender("rich", 3000));
        assertThat(text).contains("budget 1,000 examples each (rich 3.0 times as much); chance 10.0 %");
        assertThat(text("accuracy", contender("modest", 990))).contains("budget 1,000 examples each; chance");
    }

    @Test
    void namesASeamsOwnMetric() {
        assertThat(text("mean-squared-error", contender("modest", 990)))
                .contains("mean-squared-error at m", " 0.2500")
                .doesNotContain("accuracy at m");
    }

    @Test
    void saysNothingBetweenContendersWhereThereIsOnlyOne() {
        assertThat(text("accuracy", contender("alone", 990))).doesNotContain("Between contenders");
    }

    private static String text(String ofSeam, ContenderResult... contenders) {
        Scores chance = new Scores(Map.of("accuracy", 0.1), Map.of("m", Map.of(ofSeam, 0.5)));
        return new ComparisonText(new ComparisonResult(
                        "tiny",
                        "accuracy",
                        true,
                        chance,
                        null,
                        Budget.examples(1000),
                        List.of(1L),
                        Map.of("m", List.of("image")),
                        List.of(),
                        List.of(contenders),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of()))
                .render();
    }

    private static ContenderResult contender(String name, long examples) {
        SeedResult seed = new SeedResult(
                1,
                null,
                StopReason.BUDGET_SPENT,
                null,
                new SeedResult.Measured(Map.of("accuracy", 0.9), Map.of(), Map.of(), Map.of()),
                examples,
                10,
                1,
                1,
                Map.of("m", 10L),
                42,
                1e6,
                List.of(),
                null,
                List.of(),
                List.of(),
                Map.of());
        ContenderResult.Summary summary = new ContenderResult.Summary(
                Map.of("accuracy", one(0.9)),
                Map.of("m", Map.of("mean-squared-error", one(0.25))),
                null,
                null,
                null,
                0,
                examples,
                1,
                1,
                1e6,
                42,
                Map.of("m", 10.0),
                List.of(),
                null,
                null,
                null);
        return new ContenderResult(name, "end-to-end", List.of(), List.of(seed), summary);
    }

    private static Estimate one(double value) {
        return new Estimate(value, null, null, null, 1);
    }
}
