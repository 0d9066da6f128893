package dev.regimen.benchmarks;

import static dev.regimen.benchmarks.Row.text;

import dev.regimen.benchmarks.profile.ProfileWork;
import dev.regimen.run.Build;
import dev.regimen.torch.Engine;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;

/** Measures all that is promised about speed and size and prints a table in Markdown. */
public final class Measure {
    private static final double STEPS_TARGET = 2;
    private static final double WORKERS_TARGET = 1.8;
    private static final SortedMap<Integer, Double> MEMBERS_TARGETS = new TreeMap<>(Map.of(5, 3.3, 6, 3.4));
    private static final int PEAK_STEPS = 100;
    private static final int PEAK_TARGET = 50;
    private static final double THREADS_TARGET = 1.7;
    private static final int THREADS = 2;
    private static final double STACKED_TARGET = 5;
    private static final int STACKED_MEMBERS = 16;
    private static final int PAIRS = 7;
    private static final double HELP_TARGET = 0.4;
    private static final int COMPARE_TARGET = 60;

    /** A part of the table. */
    public enum Part {
        /** First, because it is about the whole of this process. */
        MEMORY,
        STEPS,
        WORKERS,
        PEAK,
        PROFILE,
        THREADS,
        MEMBERS,
        STAGES,
        STACKED,
        HELP,
        COMPARE
    }

    private Measure() {}

    /**
     * @param arguments the repository's folder, and then the parts to measure, such as {@code steps workers}; all of
     *     them if none is named
     */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        Set<Part> parts = EnumSet.noneOf(Part.class);
        try {
            Arrays.stream(arguments).skip(1).map(Measure::part).forEach(parts::add);
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks/run: " + e.getMessage());
            System.exit(2);
        }
        System.out.println(machine() + "\n\n" + table(root, parts.isEmpty() ? EnumSet.allOf(Part.class) : parts));
    }

    /** Measures these parts; a table in Markdown. */
    public static String table(Path root, Set<Part> parts) {
        List<Row> rows = new ArrayList<>();
        for (Part part : parts) {
            System.err.println("measuring " + name(part) + " ...");
            rows.addAll(measure(part, root));
        }
        return Row.HEADER + "\n" + rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return Arrays.stream(Part.values()).map(Measure::name).collect(Collectors.joining(", "));
    }

    private static Part part(String name) {
        return Arrays.stream(Part.values())
                .filter(part -> part.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no part '" + name + "'; expected some of " + names() + ", or none for all of them"));
    }

    private static List<Row> measure(Part part, Path root) {
        Harness harness = new Harness(root.resolve("benchmarks/target/jmh-" + name(part) + ".log"));
        StartUp program = new StartUp(root.resolve("regimen"));
        return switch (part) {
            case STEPS -> steps(harness.run(StepBenchmark.class, "workload"));
            case WORKERS -> List.of(workers(harness.run(WorkersBenchmark.class, "workers")));
            case PEAK -> List.of(peak(PeakBenchmark.measure(PEAK_STEPS, PAIRS)));
            case PROFILE -> ProfileWork.all(root.resolve("benchmarks"));
            case THREADS ->
                Arrays.stream(Workload.values()).map(Measure::threads).toList();
            case MEMBERS -> members(harness.run(MembersBenchmark.class, "members"));
            case STAGES -> List.of(stages(harness.run(StageBenchmark.class, "precompute")));
            case STACKED ->
                Arrays.stream(StackedCase.values()).map(Measure::stacked).toList();
            case MEMORY -> List.of(memory(MemoryFlat.measure()));
            case HELP -> List.of(time("`./regimen --help`, median of 10", program.help(), HELP_TARGET));
            case COMPARE -> List.of(time("`./regimen compare`", program.compare(), COMPARE_TARGET));
        };
    }

    private static List<Row> steps(Map<String, Result<?>> scores) {
        return Arrays.stream(Workload.values())
                .map(workload -> {
                    Result<?> ours = scores.get("regimen/" + workload.name());
                    Result<?> naive = scores.get("naive/" + workload.name());
                    return new Row(
                            "steps, " + workload,
                            text("%.2f times", ours.getScore() / naive.getScore()),
                            workload.isReference() ? text("%.0f times", STEPS_TARGET) : "",
                            perSecond(ours) + " beside " + perSecond(naive) + " steps/s");
                })
                .toList();
    }

    private static Row workers(Map<String, Result<?>> scores) {
        Result<?> one = scores.get("trainings/1");
        Result<?> two = scores.get("trainings/2");
        return new Row(
                "two workers instead of one, same bits",
                text("%.2f times", two.getScore() / one.getScore()),
                text("%.1f times", WORKERS_TARGET),
                perSecond(two) + " beside " + perSecond(one) + " trainings/s");
    }

    private static Row peak(PeakBenchmark.Found found) {
        List<Double> parts = found.parts();
        return new Row(
                "steps, " + Workload.CNN_128 + ", part of the arithmetic peak",
                text(
                        "%.0f %% [%.0f, %.0f]",
                        100 * found.median(), 100 * parts.get(0), 100 * parts.get(parts.size() - 1)),
                text("%d %%", PEAK_TARGET),
                text("%.0f of %.0f GFLOPS", found.steps() / 1e9, found.peak() / 1e9));
    }

    private static Row threads(Workload workload) {
        int steps = workload == Workload.CNN_128 ? 100 : 300;
        ThreadsBenchmark.Found found = ThreadsBenchmark.measure(workload, steps, THREADS, PAIRS);
        List<Double> ratios = found.ratios();
        return new Row(
                "one training, two threads instead of one, same bits every time, " + workload,
                text("%.2f times [%.2f, %.2f]", found.median(), ratios.get(0), ratios.get(ratios.size() - 1)),
                workload.isReference() ? text("%.1f times", THREADS_TARGET) : "",
                text("%.2f beside %.2f ms a step", found.several() * 1e3, found.one() * 1e3));
    }

    private static List<Row> members(Map<String, Result<?>> times) {
        Result<?> one = times.get("trained/1");
        return MEMBERS_TARGETS.entrySet().stream()
                .map(target -> {
                    Result<?> several = times.get("trained/" + target.getKey());
                    return new Row(
                            target.getKey() + " members on two workers, by one alone",
                            text("%.2f times the time", several.getScore() / one.getScore()),
                            text("at most %.1f", target.getValue()),
                            text(
                                    "%.2f ± %.2f beside %.2f ± %.2f s",
                                    several.getScore(), several.getScoreError(), one.getScore(), one.getScoreError()));
                })
                .toList();
    }

    private static Row stages(Map<String, Result<?>> times) {
        Result<?> lookedUp = times.get("stage/true");
        Result<?> computed = times.get("stage/false");
        return new Row(
                "a stage behind a frozen reader, its outputs looked up instead of computed in every step",
                text("%.2f times as fast", computed.getScore() / lookedUp.getScore()),
                "",
                text(
                        "%.2f ± %.2f beside %.2f ± %.2f s",
                        lookedUp.getScore(), lookedUp.getScoreError(), computed.getScore(), computed.getScoreError()));
    }

    private static Row stacked(StackedCase one) {
        StackedBenchmark.Found found = StackedBenchmark.measure(one, one.steps(), PAIRS);
        List<Double> ratios = found.ratios();
        return new Row(
                one + " together, by one after another",
                text("%.2f times [%.2f, %.2f]", found.median(), ratios.get(0), ratios.get(ratios.size() - 1)),
                one.members() == STACKED_MEMBERS ? text("%.0f times", STACKED_TARGET) : "",
                text("%.0f beside %.0f µs a member and step", found.together() * 1e6, found.alone() * 1e6));
    }

    private static Row memory(MemoryFlat.Growth growth) {
        return new Row(
                "resident size after 20,000 steps, by that after 2,000",
                text("%.3f", growth.ratio()),
                text("%.2f", MemoryFlat.LIMIT),
                text("%.1f by %.1f MB", growth.late() / 1e6, growth.early() / 1e6));
    }

    private static Row time(String what, double seconds, double target) {
        return new Row(what, text("%.2f s", seconds), text("%s s", target), "");
    }

    private static String perSecond(Result<?> result) {
        return text("%.1f ± %.1f", result.getScore(), result.getScoreError());
    }

    private static String machine() {
        Engine engine = Engine.current();
        return String.join(
                ", ",
                LocalDate.now(ZoneOffset.UTC).toString(),
                "Regimen " + Build.CURRENT.version() + " " + Build.CURRENT.commit(),
                "libtorch " + engine.libtorch() + " " + engine.platform() + " " + engine.vectors(),
                "BLAS kernel " + engine.blasKernel(),
                "Java " + Runtime.version(),
                Runtime.getRuntime().availableProcessors() + " x " + engine.processor());
    }
}
