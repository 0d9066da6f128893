package dev.regimen.cli;

import dev.regimen.budget.Spent;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.ContenderResult.Summary;
import dev.regimen.comparison.EnsembleSummary;
import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.PairedDifference;
import dev.regimen.report.Numbers;
import dev.regimen.training.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A comparison's result as text: tables and the sentences that they allow. */
final class ComparisonText {
    /** A budget in seconds is passed a little by the last step. */
    private static final double OVERSPENT = 1.05;

    private final ComparisonResult result;

    ComparisonText(ComparisonResult result) {
        this.result = result;
    }

    String render() {
        String end = System.lineSeparator();
        StringBuilder text = new StringBuilder();
        text.append(heading()).append(end).append(end);
        text.append(outcomes()).append(end);
        text.append(costs()).append(end);
        ensembles().ifPresent(table -> text.append(table).append(end));
        result.verdicts().values().forEach(sentence -> text.append(sentence).append(end));
        if (!result.pairs().isEmpty()) {
            text.append(end).append("Between contenders (paired over seeds):").append(end);
        }
        result.pairs().stream()
                .map(PairedDifference::verdict)
                .forEach(sentence -> text.append("  ").append(sentence).append(end));
        return text.toString();
    }

    private String heading() {
        Double chance = result.chance().metrics().get(result.metric());
        int seeds = result.seeds().size();
        return result.experiment() + ": " + result.metric() + " on test examples, mean"
                + (seeds > 1 ? " with 95 % interval over " + seeds + " seeds" : " of 1 seed")
                + "; budget " + result.budget() + " each" + overspent() + "; chance "
                + Numbers.metric(result.metric(), chance);
    }

    /** Who was given more than the budget, such as an ensemble whose members have each a whole one. */
    private String overspent() {
        String more = result.contenders().stream()
                .filter(contender -> budgets(contender) > OVERSPENT)
                .map(contender ->
                        String.format(Locale.ROOT, "%s %.1f times as much", contender.name(), budgets(contender)))
                .collect(Collectors.joining(", "));
        return more.isEmpty() ? "" : " (" + more + ")";
    }

    private double budgets(ContenderResult contender) {
        double spent = contender.seeds().stream()
                .mapToDouble(seed -> new Spent(seed.examples(), seed.steps(), seed.seconds(), seed.cpuSeconds())
                        .in(result.budget().unit()))
                .average()
                .orElse(0);
        return spent / result.budget().amount();
    }

    /** What each contender reached, and what it was told. */
    private String outcomes() {
        List<String> seams = new ArrayList<>(result.chance().seams().keySet());
        List<String> headings = new ArrayList<>(List.of("contender", result.metric()));
        List<String> others = otherFinals();
        headings.addAll(others);
        seams.forEach(seam -> headings.add(metricOf(seam) + " at " + seam));
        boolean target = result.target() != null;
        if (target) {
            headings.add("reached " + Numbers.metric(result.metric(), result.target()));
            headings.add("examples to it");
        }
        headings.add("labels consumed");
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (ContenderResult contender : result.contenders()) {
            Summary summary = contender.summary();
            List<String> row = new ArrayList<>();
            row.add(contender.name());
            row.add(Numbers.estimate(result.metric(), summary.metrics().get(result.metric())));
            others.forEach(
                    metric -> row.add(Numbers.estimate(metric, summary.metrics().get(metric))));
            seams.forEach(seam -> row.add(seam(summary, seam)));
            if (target) {
                row.add(Numbers.rate(summary.reached()));
                row.add(summary.examplesToTarget() == null ? "> budget" : Numbers.count(summary.examplesToTarget()));
            }
            row.add(labels(summary) + (summary.diverged() > 0 ? "  (" + summary.diverged() + " diverged)" : ""));
            table.row(row.toArray(String[]::new));
        }
        return table.render();
    }

    /** The first metric of every final prediction but the first, where there are several. */
    private List<String> otherFinals() {
        return result.judged().stream()
                .filter(judged -> !judged.seam())
                .skip(1)
                .flatMap(judged -> result.chance().metrics().keySet().stream()
                        .filter(metric -> metric.startsWith(judged.module() + "."))
                        .limit(1))
                .toList();
    }

    private String seam(Summary summary, String seam) {
        Estimate estimate = summary.seams().getOrDefault(seam, Map.of()).get(metricOf(seam));
        boolean unsaid = estimate == null || Double.isNaN(estimate.mean()); // such as by what has no such module
        return unsaid ? "-" : Numbers.estimate(metricOf(seam), estimate);
    }

    /** The first of a seam's own metrics, which need not be the final prediction's. */
    private String metricOf(String seam) {
        return result.chance().seams().get(seam).keySet().iterator().next();
    }

    /** What each contender cost, in the mean over seeds. */
    private String costs() {
        TextTable table = new TextTable(
                "contender",
                "learning rate",
                "examples",
                "updates",
                "FLOPs",
                "CPU seconds",
                "seconds",
                "to target",
                "parameters",
                "one prediction");
        for (ContenderResult contender : result.contenders()) {
            Summary summary = contender.summary();
            table.row(
                    contender.name(),
                    contender.learningRate() == null ? "-" : Numbers.rate(contender.learningRate()),
                    Numbers.count(summary.examples()),
                    updates(summary),
                    Numbers.large(summary.flops()),
                    Numbers.seconds(summary.cpuSeconds()),
                    Numbers.seconds(summary.seconds()),
                    summary.secondsToTarget() == null ? "-" : Numbers.seconds(summary.secondsToTarget()),
                    Numbers.count((double) summary.parameters()),
                    Numbers.latency(summary.latency()));
        }
        return table.render();
    }

    /** What ensembles are worth beside their members; nothing where there are none. */
    private Optional<String> ensembles() {
        String metric = result.metric();
        TextTable table = new TextTable(
                "ensemble",
                "members",
                metric + " over their mean",
                "over the best",
                "disagreement",
                "error correlation");
        List<ContenderResult> ensembles = result.contenders().stream()
                .filter(contender -> contender.summary().worth() != null)
                .toList();
        for (ContenderResult ensemble : ensembles) {
            EnsembleSummary worth = ensemble.summary().worth();
            table.row(
                    ensemble.name(),
                    String.valueOf(worth.members()),
                    Numbers.difference(metric, worth.overMean().get(metric)),
                    Numbers.difference(metric, worth.overBest().get(metric)),
                    diversity(worth, "disagreement", "accuracy"),
                    diversity(worth, "error-correlation", ""));
        }
        return ensembles.isEmpty() ? Optional.empty() : Optional.of(table.render());
    }

    private static String diversity(EnsembleSummary worth, String measure, String kind) {
        Estimate estimate = worth.diversity().get(measure);
        return estimate == null || Double.isNaN(estimate.mean()) ? "-" : Numbers.metric(kind, estimate.mean());
    }

    /** By module, members added up. */
    private static String updates(Summary summary) {
        return summary.updates().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().substring(entry.getKey().lastIndexOf('/') + 1),
                        java.util.LinkedHashMap::new,
                        Collectors.summingDouble(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " " + Numbers.count(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String labels(Summary summary) {
        return summary.labels().stream().map(Label::words).distinct().collect(Collectors.joining(", "));
    }
}
