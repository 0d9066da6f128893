package dev.regimen.report;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ComparisonResult.Judged;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.ContenderResult.Summary;
import dev.regimen.comparison.ContenderResult.TuningTrial;
import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.PairedDifference;
import dev.regimen.comparison.Rate;
import dev.regimen.comparison.SeedResult;
import dev.regimen.comparison.SeedResult.MemberReport;
import dev.regimen.comparison.ToTarget;
import dev.regimen.task.Scores;
import dev.regimen.training.Label;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;

/** Comparisons that look like real ones on sums of digits, made up without training anything. */
final class Synthetic {
    static final Label SUM = new Label("sum", Label.FINAL);
    static final Label DIGIT = new Label("digit", "reader");
    private static final double CHANCE = 0.1;
    private static final long BUDGET = 128_000;
    private static final int POINTS = 24;

    private final Random random = new Random(7);
    private final String metric;
    private final Double target;
    private final List<Long> seeds;
    private final boolean seams;

    /**
     * @param target null for none
     * @param seams whether the reader has an objective of its own
     */
    Synthetic(String metric, Double target, int seeds, boolean seams) {
        this.metric = metric;
        this.target = target;
        this.seeds = LongStream.rangeClosed(1, seeds).boxed().toList();
        this.seams = seams;
    }

    /** Five contenders, five seeds, one of which diverged. */
    static ComparisonResult typical() {
        return new Synthetic("accuracy", 0.95, 5, true)
                .compare(Kind.END_TO_END, Kind.STEP_BY_STEP, Kind.AUXILIARY, Kind.VOTED, Kind.CONTROL);
    }

    /** How a contender is trained, and where it gets to. */
    enum Kind {
        END_TO_END(0.11, 0.22, 1, stage("end-to-end", List.of("reader", "adder"), SUM)),
        STEP_BY_STEP(0.972, 0.985, 1, stage("reader", List.of("reader"), DIGIT), stage("adder", List.of("adder"), SUM)),
        AUXILIARY(0.958, 0.979, 1, stage("auxiliary", List.of("reader", "adder"), SUM, DIGIT)),
        VOTED(0.93, 0.96, 3, stage("reader", List.of("reader"), DIGIT), stage("adder", List.of("adder"), SUM)),
        CONTROL(
                0.61,
                0.34,
                1,
                stage("reader", List.of("reader"), DIGIT),
                stage("adder", List.of("adder"), SUM),
                stage("control of reader", List.of("reader"), SUM)),
        /** Whose every number is not one. */
        BROKEN(Double.NaN, Double.NaN, 1, stage("end-to-end", List.of("reader", "adder"), SUM));

        private final double reaches;
        private final double atSeam;
        private final int members;

        @SuppressWarnings("ImmutableEnumChecker") // the list is made by List.of
        private final List<StagePlan> stages;

        Kind(double reaches, double atSeam, int members, StagePlan... stages) {
            this.reaches = reaches;
            this.atSeam = atSeam;
            this.members = members;
            this.stages = List.of(stages);
        }

        String title() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        private static StagePlan stage(String name, List<String> trained, Label... labels) {
            return new StagePlan(name, trained, List.of(labels));
        }
    }

    private record StagePlan(String name, List<String> trained, List<Label> labels) {}

    ComparisonResult compare(Kind... kinds) {
        return compare(
                Stream.of(kinds).collect(Collectors.toMap(Kind::title, kind -> kind, (a, b) -> a, LinkedHashMap::new)));
    }

    ComparisonResult compare(Map<String, Kind> kinds) {
        List<ContenderResult> contenders = new ArrayList<>();
        kinds.forEach((name, kind) -> contenders.add(contender(name, kind)));
        Map<String, String> verdicts = new LinkedHashMap<>();
        contenders.forEach(contender -> verdicts.put(contender.name(), verdict(contender)));
        return new ComparisonResult(
                "digit-sum",
                metric,
                higherIsBetter(),
                new Scores(Map.of(metric, CHANCE), seams ? Map.of("reader", Map.of(metric, CHANCE)) : Map.of()),
                target,
                Budget.examples(BUDGET),
                seeds,
                modules(),
                judged(),
                contenders,
                pairs(contenders),
                verdicts,
                SampleDigits.inputs(),
                Map.of("digit", SampleDigits.TEN, "sum", SampleDigits.TEN));
    }

    private List<Judged> judged() {
        Judged last = new Judged("adder", "sum", false);
        return seams ? List.of(last, new Judged("reader", "digit", true)) : List.of(last);
    }

    private static Map<String, List<String>> modules() {
        Map<String, List<String>> modules = new LinkedHashMap<>();
        modules.put("reader", List.of("image"));
        modules.put("adder", List.of("reader"));
        return modules;
    }

    private boolean higherIsBetter() {
        return metric.endsWith("accuracy");
    }

    private ContenderResult contender(String name, Kind kind) {
        List<SeedResult> results = seeds.stream().map(seed -> seed(kind, seed)).toList();
        List<TuningTrial> tuning = Stream.of(3e-4, 1e-3, 3e-3)
                .map(rate -> new TuningTrial(
                        rate, java.util.Arrays.asList(rate == 3e-3 ? null : kind.reaches - 0.01), rate == 1e-3))
                .toList();
        return new ContenderResult(name, kind.title(), tuning, results, summary(results));
    }

    private SeedResult seed(Kind kind, long seed) {
        boolean diverged = kind == Kind.AUXILIARY && seed == 3;
        double value = diverged ? 0.31 : value(kind.reaches);
        List<List<PhaseReport>> members = IntStream.range(0, kind.members)
                .mapToObj(member -> phases(kind, value(kind.reaches), diverged))
                .toList();
        List<PhaseReport> all = members.stream().flatMap(List::stream).toList();
        Spent spent = all.stream().map(PhaseReport::spent).reduce(Spent.NOTHING, Spent::plus);
        boolean reached = target != null && value >= target;
        Map<String, Map<String, Double>> seam =
                seams ? Map.of("reader", Map.of(metric, diverged ? 0.47 : value(kind.atSeam))) : Map.of();
        return new SeedResult(
                seed,
                1e-3,
                diverged ? StopReason.DIVERGED : StopReason.BUDGET_SPENT,
                diverged ? "the loss or a gradient was no longer a finite number at step 812" : null,
                new SeedResult.Measured(Map.of(metric, value), seam, Map.of(metric, value), Map.of()),
                spent.examples(),
                spent.steps(),
                spent.seconds(),
                spent.cpuSeconds(),
                updates(members),
                23_114L * kind.members,
                spent.examples() * 2.1e6,
                all.stream()
                        .flatMap(phase -> phase.labels().stream())
                        .distinct()
                        .toList(),
                target == null
                        ? null
                        : new ToTarget(reached, reached ? 41_000 + 900 * seed : null, reached ? 2.5 : null),
                kind.members == 1 ? members.get(0) : List.of(),
                kind.members == 1
                        ? List.of()
                        : members.stream()
                                .map(phases -> new MemberReport(phases, List.of()))
                                .toList(),
                seed == 1 ? SampleDigits.predictions(kind.reaches, random) : Map.of());
    }

    private double value(double reaches) {
        double spread = higherIsBetter() ? Math.min(0.04, (1 - reaches) / 3) : 0.1;
        return reaches + spread * random.nextGaussian() / 2;
    }

    private static Map<String, Long> updates(List<List<PhaseReport>> members) {
        Map<String, Long> updates = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            String prefix = members.size() == 1 ? "" : "member-" + (i + 1) + "/";
            members.get(i).forEach(phase -> phase.updates()
                    .forEach((module, count) -> updates.merge(prefix + module, count, Long::sum)));
        }
        return updates;
    }

    private List<PhaseReport> phases(Kind kind, double value, boolean diverged) {
        List<PhaseReport> phases = new ArrayList<>();
        int last = kind.stages.size() - 1;
        for (int i = 0; i <= last; i++) {
            StagePlan stage = kind.stages.get(i);
            long examples = BUDGET / kind.members / kind.stages.size() / 64 * 64;
            long spent = diverged ? examples * 2 / 5 : examples;
            boolean reads = stage.trained().contains("reader");
            List<Point> curve = new ArrayList<>();
            for (int point = i == 0 ? 0 : 1; point <= (diverged ? POINTS * 2 / 5 : POINTS); point++) {
                double share = 1 - Math.exp(-5.0 * point / POINTS);
                double main = i == last ? CHANCE + (value - CHANCE) * share : CHANCE;
                double seam = reads ? CHANCE + (kind.atSeam - CHANCE) * Math.sqrt(share) : kind.atSeam;
                curve.add(point(spent(examples * point / POINTS), noisy(main), noisy(seam)));
            }
            Map<String, Long> updates =
                    stage.trained().stream().collect(Collectors.toMap(module -> module, module -> spent / 64));
            phases.add(new PhaseReport(
                    stage.name(),
                    stage.trained(),
                    List.of(),
                    stage.labels().stream()
                            .map(label -> "cross-entropy on " + label.field())
                            .toList(),
                    stage.labels(),
                    spent(spent),
                    updates,
                    Map.of(),
                    1e9,
                    curve,
                    diverged ? StopReason.DIVERGED : StopReason.BUDGET_SPENT,
                    null));
        }
        return phases;
    }

    private double noisy(double value) {
        return Math.max(0, higherIsBetter() ? Math.min(1, value + 0.006 * random.nextGaussian()) : value);
    }

    private Spent spent(long examples) {
        double seconds = examples / (33_000 + 1_500 * random.nextGaussian());
        return new Spent(examples, examples / 64, seconds, seconds);
    }

    private Point point(Spent spent, double main, double seam) {
        Map<String, Map<String, Double>> atSeams = seams ? Map.of("reader", Map.of(metric, seam)) : Map.of();
        return new Point(spent, spent.steps() == 0 ? null : 1 - main, new Scores(Map.of(metric, main), atSeams));
    }

    private Summary summary(List<SeedResult> results) {
        long diverged = results.stream()
                .filter(seed -> seed.stop() == StopReason.DIVERGED)
                .count();
        SeedResult first = results.get(0);
        Map<String, Map<String, Estimate>> atSeams = seams
                ? Map.of("reader", Map.of(metric, estimate(results, seed -> seed.metrics()
                        .seams()
                        .get("reader")
                        .get(metric))))
                : Map.of();
        return new Summary(
                Map.of(metric, estimate(results, seed -> seed.metrics().test().get(metric))),
                atSeams,
                target == null ? null : rate(results),
                target == null ? null : median(results),
                null,
                (int) diverged,
                first.examples(),
                first.seconds(),
                first.cpuSeconds(),
                first.flops(),
                first.parameters(),
                first.updates().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> (double) entry.getValue())),
                first.labels(),
                null,
                null,
                null);
    }

    private static Double median(List<SeedResult> results) {
        long reached =
                results.stream().filter(seed -> seed.toTarget().reached()).count();
        return 2 * reached > results.size() ? 43_700.0 : null;
    }

    private static Rate rate(List<SeedResult> results) {
        int reached =
                (int) results.stream().filter(seed -> seed.toTarget().reached()).count();
        var interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(results.size(), reached, 0.05);
        return new Rate(reached, results.size(), interval.getLowerBound(), interval.getUpperBound());
    }

    private static Estimate estimate(List<SeedResult> results, ToDoubleFunction<SeedResult> value) {
        return estimate(results.stream().mapToDouble(value).toArray());
    }

    private static Estimate estimate(double[] values) {
        double mean = java.util.Arrays.stream(values).average().orElseThrow();
        if (values.length < 2) {
            return new Estimate(mean, null, null, null, values.length);
        }
        double variance = java.util.Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
        if (Double.isNaN(variance)) {
            return new Estimate(mean, mean, mean, 0.0, values.length);
        }
        var interval = NormalConfidenceInterval.MEAN.fromErrorRate(mean, variance, values.length, 0.05);
        return new Estimate(
                mean, interval.getLowerBound(), interval.getUpperBound(), Math.sqrt(variance), values.length);
    }

    private String verdict(ContenderResult contender) {
        Estimate estimate = contender.summary().metrics().get(metric);
        return contender.name() + " reached " + text(estimate)
                + (contender.summary().diverged() > 0 ? "; 1 diverged" : "") + ".";
    }

    private static String text(Estimate estimate) {
        return estimate.low() == null
                ? String.format("%.1f %%", 100 * estimate.mean())
                : String.format(
                        "%.1f %% [%.1f %%, %.1f %%]",
                        100 * estimate.mean(), 100 * estimate.low(), 100 * estimate.high());
    }

    private List<PairedDifference> pairs(List<ContenderResult> contenders) {
        List<PairedDifference> pairs = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            for (int j = i + 1; j < contenders.size(); j++) {
                pairs.add(pair(contenders.get(i), contenders.get(j)));
            }
        }
        return pairs;
    }

    private PairedDifference pair(ContenderResult first, ContenderResult second) {
        double mean = first.summary().metrics().get(metric).mean()
                - second.summary().metrics().get(metric).mean();
        ContenderResult better = mean >= 0 == higherIsBetter() ? first : second;
        ContenderResult worse = better.equals(first) ? second : first;
        double[] differences = IntStream.range(0, seeds.size())
                .mapToDouble(seed -> better.seeds().get(seed).metrics().test().get(metric)
                        - worse.seeds().get(seed).metrics().test().get(metric))
                .toArray();
        Double p = differences.length < 2
                ? null
                : Double.valueOf(TTest.withDefaults().test(differences).getPValue());
        boolean same = better.summary().labels().equals(worse.summary().labels());
        return new PairedDifference(
                better.name(),
                worse.name(),
                estimate(differences),
                p,
                p == null ? null : Double.valueOf(Math.min(1, 4 * p)),
                same,
                better.name() + " is ahead of " + worse.name() + " by " + text(estimate(differences))
                        + (same ? ", with the same labels." : ", with more supervision: it also consumed digit."));
    }
}
