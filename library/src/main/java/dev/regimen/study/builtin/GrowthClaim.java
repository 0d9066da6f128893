package dev.regimen.study.builtin;

import dev.regimen.report.Numbers;
import dev.regimen.study.Claim;
import dev.regimen.study.Finding;
import dev.regimen.study.Verdict;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.Cost;
import dev.regimen.study.finding.Growth;
import dev.regimen.study.finding.GrowthFit;
import dev.regimen.study.finding.GrowthLaw;
import dev.regimen.study.finding.TypicalCost;
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
            "compared with the first length at which step by step always reached the target: supported if the ratio of both"
                    + " costs is larger with some greater number of modules, with intervals that do not meet, and nowhere"
                    + " smaller; not supported if it is smaller somewhere and nowhere larger; undecided otherwise, so where all"
                    + " intervals meet. Where end-to-end did not reach the target, its budget is the least that it costs");

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
            evidence.add(
                    "There is no length at which training step by step always reached the target with several seeds.");
            return new Finding(CLAIM, Verdict.UNDECIDED, evidence, against);
        }
        Ratio first = ratios.get(0);
        List<Ratio> larger =
                ratios.stream().filter(ratio -> ratio.low() > first.high()).toList();
        List<Ratio> smaller =
                ratios.stream().filter(ratio -> ratio.high() < first.low()).toList();
        evidence.add(
                "End-to-end training takes so many times the examples of training step by step (quotients of the ends of"
                        + " both 95 % intervals, so that they are rather too wide; 'at least' where some seed of end-to-end did not"
                        + " reach the target: with its budget for its cost, which understates it, the lower end holds, and there is no"
                        + " upper one): "
                        + String.join("; ", ratios.stream().map(Ratio::words).toList()) + ".");
        costs.growths().forEach(growth -> evidence.add(words(growth)));
        smaller.forEach(ratio -> against.add(
                "The ratio is smaller than with " + first.modules() + " modules with " + ratio.words() + "."));
        return new Finding(CLAIM, verdict(!larger.isEmpty(), !smaller.isEmpty()), evidence, against);
    }

    /** Intervals that merely meet may be wide, and say nothing. */
    private static Verdict verdict(boolean larger, boolean smaller) {
        if (larger == smaller) {
            return Verdict.UNDECIDED;
        }
        return larger ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED;
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
        Optional<TypicalCost> above = TypicalCost.of(joint).filter(cost -> cost.low() != null);
        Optional<TypicalCost> below = TypicalCost.of(steps).filter(cost -> cost.high() != null);
        if (above.isEmpty() || below.isEmpty()) {
            return Optional.empty();
        }
        TypicalCost cost = above.get();
        double low = cost.low() / below.get().high();
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
        return growth.tellsLawsApart() ? best(growth) : exponent(growth);
    }

    private static String exponent(Growth growth) {
        GrowthFit power = growth.by(GrowthLaw.POLYNOMIAL).orElseThrow();
        return String.format(
                Locale.ROOT,
                "The cost of %s as a power of the number of modules: exponent %.2f [%.2f, %.2f]; %d lengths are too few to"
                        + " tell laws apart.",
                growth.contender(),
                power.growth(),
                power.low(),
                power.high(),
                growth.lengths().size());
    }

    private static String best(Growth growth) {
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
