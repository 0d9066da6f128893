package dev.regimen.comparison;

import dev.regimen.budget.StopReason;
import dev.regimen.training.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Results made by hand, of trainings that nobody ran. */
final class Findings {
    static final Label FINAL = new Label("sum", Label.FINAL);
    static final Label SEAM = new Label("digit", "reader");
    static final ToTarget REACHED = new ToTarget(true, 1000L, 2.0);

    private Findings() {}

    /** A contender with one seed for every accuracy, which consumed these labels. */
    static ContenderResult contender(String name, List<Label> labels, double... accuracies) {
        List<SeedResult> seeds = new ArrayList<>();
        for (double accuracy : accuracies) {
            seeds.add(seed(seeds.size() + 1, StopReason.BUDGET_SPENT, accuracy, labels, null));
        }
        return contender(name, seeds);
    }

    static ContenderResult contender(String name, List<SeedResult> seeds) {
        return new ContenderResult(name, "end-to-end", List.of(), seeds, Summaries.summary(seeds, false));
    }

    /** One that held its output against the final labels only. */
    static ContenderResult unsupervised(String name, double... accuracies) {
        return contender(name, List.of(FINAL), accuracies);
    }

    /** One that consumed the labels of the seam, too. */
    static ContenderResult supervised(String name, double... accuracies) {
        return contender(name, List.of(FINAL, SEAM), accuracies);
    }

    static SeedResult seed(long seed, StopReason stop, double accuracy, ToTarget toTarget) {
        return seed(seed, stop, accuracy, List.of(FINAL), toTarget);
    }

    /** So many seeds that all did the same. */
    static List<SeedResult> seeds(int count, StopReason stop, ToTarget toTarget) {
        return DoubleStream.iterate(0.9, accuracy -> accuracy + 0.001)
                .limit(count)
                .mapToObj(accuracy -> seed(Math.round(accuracy * 1000), stop, accuracy, toTarget))
                .toList();
    }

    /** One that trained so much with these labels. */
    static SeedResult seed(long seed, StopReason stop, List<Label> labels, Map<String, Long> updates, long parameters) {
        SeedResult made = seed(seed, stop, 0.9, labels, null);
        return new SeedResult(
                seed,
                null,
                stop,
                null,
                made.metrics(),
                made.examples(),
                made.steps(),
                made.seconds(),
                made.cpuSeconds(),
                updates,
                parameters,
                made.flops(),
                labels,
                null,
                List.of(),
                List.of(),
                Map.of());
    }

    /** One that spent so many examples. */
    static SeedResult spending(long examples, double accuracy) {
        SeedResult made = seed(1, StopReason.BUDGET_SPENT, accuracy, null);
        return new SeedResult(
                made.seed(),
                null,
                made.stop(),
                null,
                made.metrics(),
                examples,
                made.steps(),
                made.seconds(),
                made.cpuSeconds(),
                made.updates(),
                made.parameters(),
                made.flops(),
                made.labels(),
                null,
                List.of(),
                List.of(),
                Map.of());
    }

    private static SeedResult seed(long seed, StopReason stop, double accuracy, List<Label> labels, ToTarget toTarget) {
        SeedResult.Measured metrics = new SeedResult.Measured(
                Map.of("accuracy", accuracy),
                Map.of("reader", Map.of("accuracy", accuracy / 2)),
                Map.of("accuracy", accuracy),
                Map.of());
        return new SeedResult(
                seed,
                null,
                stop,
                null,
                metrics,
                1000 * seed,
                10 * seed,
                seed,
                0.5 * seed,
                Map.of("reader", 10 * seed),
                42,
                1e6,
                labels,
                toTarget,
                List.of(),
                List.of(),
                Map.of());
    }
}
