package dev.regimen.report;

import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.SeedResult;
import dev.regimen.report.Synthetic.Kind;
import dev.regimen.run.Provenance;
import dev.regimen.run.Results;
import dev.regimen.task.SampleValues;
import dev.regimen.torch.Engine;
import dev.regimen.torch.ImageLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Comparisons that a report must be able to show, from the smallest to the strangest. */
@SuppressWarnings({"ImmutableEnumChecker", "EnumOrdinal"})
enum Extremes {
    TYPICAL(Synthetic::typical),
    ONE_CONTENDER_ONE_SEED(() -> new Synthetic("accuracy", null, 1, false).compare(Kind.END_TO_END)),
    MANY(Extremes::many),
    /** Numbers in, a number out, and less is better. */
    REGRESSION(Extremes::regression),
    /** Strings are read, of which some are right, one is empty and one not a number. */
    STRINGS(Extremes::strings),
    ONE_IS_NOT_A_NUMBER(() -> new Synthetic("accuracy", 0.9, 3, true).compare(Kind.BROKEN, Kind.STEP_BY_STEP)),
    NONE_IS_A_NUMBER(() -> new Synthetic("accuracy", 0.9, 3, true).compare(Kind.BROKEN)),
    NO_SAMPLES(() -> with(Synthetic.typical(), Map.of(), Map.of(), Map.of())),
    HOSTILE_NAMES(Extremes::hostile);

    /** Would set a mark on the page's root if any of it were taken for markup. */
    static final String HOSTILE = "</script><script>document.documentElement.id='hit'</script>"
            + "<img src=x onerror=\"document.documentElement.id='hit'\"><!--";

    private final Supplier<ComparisonResult> comparison;

    Extremes(Supplier<ComparisonResult> comparison) {
        this.comparison = comparison;
    }

    Results results() {
        Engine engine =
                new Engine("2.10.0-1.5.13", "linux-x86_64", "AVX512", "automatic", ImageLayout.BLOCKED, "A processor");
        Provenance provenance = new Provenance(
                "0.1.0",
                "0123456",
                "17.0.1 (Somebody)",
                "Linux 6.1",
                engine,
                2,
                2,
                "regimen compare",
                "2031-05-17T12:00:00Z",
                "2031-05-17T12:01:00Z");
        return new Results(Results.FORMAT, provenance, List.of(), comparison.get());
    }

    private static ComparisonResult many() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        IntStream.range(0, 12)
                .forEach(i -> kinds.put(
                        (i % 3 == 0 ? "a-contender-with-a-very-long-name-number-" : "contender-") + i,
                        Kind.values()[i % 5]));
        return new Synthetic("accuracy", 0.9, 30, true).compare(kinds);
    }

    private static ComparisonResult regression() {
        ComparisonResult result = new Synthetic("mean-squared-error", null, 5, false)
                .compare(Kind.END_TO_END, Kind.STEP_BY_STEP, Kind.CONTROL);
        Map<String, SampleValues> samples = Map.of("image", numbers(8, 20), "sum", numbers(8));
        return with(result, samples, Map.of(), Map.of("adder", numbers(8)));
    }

    private static ComparisonResult strings() {
        ComparisonResult result = new Synthetic("sequence-accuracy", null, 5, false)
                .compare(Kind.END_TO_END, Kind.STEP_BY_STEP, Kind.CONTROL);
        float none = -1;
        SampleValues truths =
                new SampleValues(List.of(4L, 3L), List.of(3f, 1f, 4f, 1f, 5f, none, 9f, 2f, 6f, 5f, none, none));
        float broken = Float.NaN;
        SampleValues read = new SampleValues(
                List.of(4L, 4L),
                List.of(3f, 1f, 4f, none, 1f, 5f, 5f, none, none, none, none, none, broken, broken, broken, broken));
        Map<String, SampleValues> samples = Map.of("image", numbers(4, 1, 6, 9), "sum", truths);
        return with(result, samples, Map.of("sum", SampleDigits.TEN), Map.of("adder", read));
    }

    private static ComparisonResult hostile() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put(HOSTILE, Kind.STEP_BY_STEP);
        kinds.put("{a|b} {{script}} ${c} \\u003c \u2028", Kind.AUXILIARY);
        ComparisonResult result = new Synthetic("accuracy", 0.9, 3, true).compare(kinds);
        List<String> classes = IntStream.range(0, 10).mapToObj(i -> HOSTILE + i).toList();
        return with(result, result.samples(), Map.of("digit", classes, "sum", classes), null);
    }

    private static SampleValues numbers(long... shape) {
        int count = IntStream.range(0, shape.length).map(i -> (int) shape[i]).reduce(1, (a, b) -> a * b);
        return new SampleValues(
                java.util.Arrays.stream(shape).boxed().toList(),
                IntStream.range(0, count).mapToObj(i -> (float) Math.sin(i)).toList());
    }

    /** @param predictions null to leave them as they are */
    private static ComparisonResult with(
            ComparisonResult result,
            Map<String, SampleValues> samples,
            Map<String, List<String>> classes,
            Map<String, SampleValues> predictions) {
        List<ContenderResult> contenders = predictions == null
                ? result.contenders()
                : result.contenders().stream()
                        .map(contender -> new ContenderResult(
                                contender.name(),
                                contender.regimen(),
                                contender.tuning(),
                                contender.seeds().stream()
                                        .map(seed -> with(seed, predictions))
                                        .toList(),
                                contender.summary()))
                        .toList();
        return new ComparisonResult(
                result.experiment(),
                result.metric(),
                result.higherIsBetter(),
                result.chance(),
                result.target(),
                result.budget(),
                result.seeds(),
                result.modules(),
                result.judged(),
                contenders,
                result.pairs(),
                result.verdicts(),
                samples,
                classes);
    }

    private static SeedResult with(SeedResult seed, Map<String, SampleValues> predictions) {
        return new SeedResult(
                seed.seed(),
                seed.learningRate(),
                seed.stop(),
                seed.message(),
                seed.metrics(),
                seed.examples(),
                seed.steps(),
                seed.seconds(),
                seed.cpuSeconds(),
                seed.updates(),
                seed.parameters(),
                seed.flops(),
                seed.labels(),
                seed.toTarget(),
                seed.phases(),
                seed.members(),
                predictions);
    }
}
