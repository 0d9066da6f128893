package dev.regimen.study;

import dev.regimen.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The claim that end-to-end training falls the further behind, the more modules there are. */
final class GrowthClaim {
    static final Claim CLAIM = new Claim(
            "growth",
            "With the number of modules the cost of end-to-end training grows faster than that of training step by step.",
            "supported if with more modules than the fewest the ratio of both costs is larger, with intervals that do not"
                    + " meet, and nowhere smaller; not supported if it is smaller somewhere and nowhere larger, or meets the"
                    + " first everywhere with both always at the target. Where end-to-end did not reach the target, its budget"
                    + " is the least that it costs");

    /**
     * The ratio of costs lies between these; the upper one is infinite if end-to-end did not always reach the target.
     */
    private record Ratio(int modules, double low, double high) {
        String words() {
            return Double.isInfinite(high)
                    ? String.format(Locale.ROOT, "%d modules: at least %.1f times", modules, low)
                    : String.format(Locale.ROOT, "%d modules: %.1f to %.1f times", modules, low, high);
        }
    }

    private final CascadeCosts costs;

    GrowthClaim(CascadeCosts costs) {
        this.costs = costs;
    }

    Finding finding() {
        List<Ratio> ratios = ratios();
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        if (ratios.isEmpty()) {
            evidence.add("There is no length at which training step by step always reached the target.");
            return new Finding(CLAIM, Verdict.UNDECIDED, evidence, against);
        }
        Ratio first = ratios.get(0);
        List<Ratio> larger =
                ratios.stream().filter(ratio -> ratio.low() > first.high()).toList();
        List<Ratio> smaller =
                ratios.stream().filter(ratio -> ratio.high() < first.low()).toList();
        boolean known = ratios.size() > 1 && ratios.stream().noneMatch(ratio -> Double.isInfinite(ratio.high()));
        evidence.add("End-to-end training takes so many times the examples of training step by step (95 % intervals): "
                + String.join("; ", ratios.stream().map(Ratio::words).toList()) + ".");
        costs.growths().forEach(growth -> evidence.add(words(growth)));
        smaller.forEach(ratio -> against.add("The ratio is smaller than at first with " + ratio.words() + "."));
        return new Finding(CLAIM, verdict(!larger.isEmpty(), !smaller.isEmpty(), known), evidence, against);
    }

    private static Verdict verdict(boolean larger, boolean smaller, boolean known) {
        if (larger != smaller) {
            return larger ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED;
        }
        return !larger && known ? Verdict.NOT_SUPPORTED : Verdict.UNDECIDED;
    }

    private List<Ratio> ratios() {
        Map<Integer, List<Cost>> joint = costs.of(Arms.END_TO_END);
        Map<Integer, List<Cost>> steps = costs.of(Arms.STEP_BY_STEP);
        List<Ratio> ratios = new ArrayList<>();
        joint.forEach((modules, seeds) ->
                ratio(modules, seeds, steps.getOrDefault(modules, List.of())).ifPresent(ratios::add));
        return ratios;
    }

    /**
     * Seeds are the same for both, but what one of them costs one says nothing about the other: quotients of the ends.
     */
    private static Optional<Ratio> ratio(int modules, List<Cost> joint, List<Cost> steps) {
        Optional<TypicalCost> above = TypicalCost.of(joint);
        Optional<TypicalCost> below = TypicalCost.of(steps).filter(cost -> cost.low() != null);
        if (above.isEmpty() || below.isEmpty()) {
            return Optional.empty();
        }
        TypicalCost cost = above.get();
        double low = (cost.low() == null ? cost.examples() : cost.low())
                / below.get().high();
        double high = cost.high() == null
                ? Double.POSITIVE_INFINITY
                : cost.high() / below.get().low();
        return Optional.of(new Ratio(modules, low, high));
    }

    private static String words(Growth growth) {
        if (growth.fits().isEmpty()) {
            return "The growth of " + growth.contender() + " cannot be fitted: all seeds reached the target at "
                    + growth.lengths().size() + " of "
                    + Numbers.count(growth.lengths().size() + growth.censored().size())
                    + " lengths, and three are needed.";
        }
        GrowthFit best = growth.fits().get(0);
        List<String> good = growth.alsoGood().stream().map(GrowthLaw::words).toList();
        String others = good.isEmpty() ? "the other laws fit clearly worse" : "as good: " + String.join(", ", good);
        return String.format(
                Locale.ROOT,
                "The cost of %s grows by the %s law best (%s %.2f [%.2f, %.2f]; %s).",
                growth.contender(),
                best.law().words(),
                best.law().meaning(),
                best.growth(),
                best.low(),
                best.high(),
                others);
    }
}
