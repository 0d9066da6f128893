package dev.regimen.comparison;

import dev.regimen.metric.Metrics;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sentences about results, only as strong as the numbers: about the way of training only between contenders that
 * consumed the same labels, "reliably" never with few seeds, nothing at all from one seed.
 */
final class Verdicts {
    /**
     * With fewer seeds than this, even an unbroken run of successes says little about the next one: 20 of 20 leaves 16
     * %.
     */
    private static final int SEEDS_FOR_RELIABLY = 20;

    /** Batches that are never cut in two leave contenders a few examples apart. */
    private static final double MORE = 1.05;

    private final String metric;
    private final boolean higherIsBetter;
    private final Double chance;

    Verdicts(String metric, boolean higherIsBetter, Double chance) {
        this.metric = metric;
        this.higherIsBetter = higherIsBetter;
        this.chance = chance;
    }

    /** What a contender reached, against chance. */
    String of(ContenderResult contender) {
        Estimate estimate = contender.summary().metrics().get(metric);
        boolean none = Double.isNaN(estimate.mean());
        String text = contender.name()
                + (none
                        ? " has no mean " + metric + ": " + whyNone(contender)
                        : " reached " + interval(metric, estimate) + againstChance(estimate)
                                + (contender.isOneSystem() ? ", one finished system whatever the seed" : ""));
        Rate rate = contender.summary().reached();
        if (rate != null) {
            boolean reliably = rate.count() >= SEEDS_FOR_RELIABLY && rate.low() > 0.8;
            text += "; " + rate.successes() + " of " + rate.count() + " seeds reached the target"
                    + (reliably ? ", reliably" : "");
        }
        int diverged = contender.summary().diverged();
        return text + (diverged > 0 && !none ? "; " + diverged + " diverged" : "") + ".";
    }

    private static String whyNone(ContenderResult contender) {
        int diverged = contender.summary().diverged();
        return diverged > 0
                ? diverged + " of " + contender.seeds().size() + " seeds diverged"
                : "not every prediction is a number";
    }

    private String againstChance(Estimate estimate) {
        if (chance == null || estimate.low() == null) {
            return "";
        }
        if (higherIsBetter ? estimate.low() > chance : estimate.high() < chance) {
            return "";
        }
        boolean below = higherIsBetter ? estimate.high() < chance : estimate.low() > chance;
        String told = below ? " is worse than chance (" : " " + estimate.count() + " seeds do not tell from chance (";
        return ", which" + told + number(metric, chance) + ")";
    }

    /** What can be said about two contenders. */
    static String ofPair(Pairs.Pair pair, String metric, Double corrected) {
        String names = pair.better().name() + " and " + pair.worse().name();
        if (pair.difference().count() < 2) {
            return "One seed is not enough to say whether " + names + " differ.";
        }
        if (pair.better().isOneSystem() && pair.worse().isOneSystem()) {
            return names
                    + " are finished systems, which seeds do not change: how far other trainings of them would differ is"
                    + " not known.";
        }
        if (corrected == null) {
            String diverged = diverged(pair);
            String why = diverged.isEmpty() ? "not every " + metric + " is a number" : diverged.substring(2);
            return names + " cannot be compared: " + why + ".";
        }
        String difference = difference(metric, pair.difference());
        String p = corrected < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", corrected);
        String ahead = pair.better().name() + " is ahead of " + pair.worse().name() + " by " + difference;
        if (corrected < Statistics.ERROR) {
            return ahead + ", " + p + " after Holm" + supervision(pair.better(), pair.worse()) + notes(pair)
                    + trainedOnce(pair) + ".";
        }
        String found = pair.pValue() < Statistics.ERROR
                ? ahead + " in these seeds, but among so many pairs that may be chance (" + p + " after Holm)"
                : "No difference between " + names + " was found (" + difference + ", " + p + " after Holm)";
        return found + notes(pair) + trainedOnce(pair) + ".";
    }

    /** That an interval says nothing about another training of one of them. */
    private static String trainedOnce(Pairs.Pair pair) {
        return Stream.of(pair.better(), pair.worse())
                .filter(ContenderResult::isOneSystem)
                .map(contender -> "; " + contender.name()
                        + " is one finished system, another training of which may be better or worse")
                .collect(Collectors.joining());
    }

    /** What else differs between the two, beside the way of training. */
    private static String notes(Pairs.Pair pair) {
        return examples(pair.better(), pair.worse()) + examples(pair.worse(), pair.better()) + diverged(pair);
    }

    /** That the one spent more examples than the other, such as an ensemble with a budget for each member. */
    private static String examples(ContenderResult one, ContenderResult other) {
        double times = one.summary().examples() / other.summary().examples();
        return times > MORE && Double.isFinite(times)
                ? String.format(Locale.ROOT, "; %s spent %.1f times the examples", one.name(), times)
                : "";
    }

    /** Seeds that did not end well. */
    private static String diverged(Pairs.Pair pair) {
        return Stream.of(pair.better(), pair.worse())
                .filter(contender -> contender.summary().diverged() > 0)
                .map(contender -> "; " + contender.summary().diverged() + " of "
                        + contender.seeds().size() + " seeds of " + contender.name() + " diverged")
                .collect(Collectors.joining());
    }

    /** How much of a difference may be due to labels rather than to the way of training. */
    private static String supervision(ContenderResult better, ContenderResult worse) {
        Set<String> more = new HashSet<>(Pairs.fields(better));
        more.removeAll(Pairs.fields(worse));
        Set<String> less = new HashSet<>(Pairs.fields(worse));
        less.removeAll(Pairs.fields(better));
        if (more.isEmpty() && less.isEmpty()) {
            return ", with the same labels";
        }
        if (less.isEmpty()) {
            return ", with more supervision: it also consumed " + list(more);
        }
        return more.isEmpty()
                ? ", with less supervision: the other also consumed " + list(less)
                : ", with other supervision: " + list(more) + " against " + list(less);
    }

    /** How far one is ahead, whichever direction is better; between fractions in percentage points. */
    private static String difference(String metric, Estimate signed) {
        Estimate difference = signed.mean() < 0 ? signed.negated() : signed;
        boolean fraction = Metrics.isFraction(metric);
        double scale = fraction ? 100 : 1;
        String format = fraction ? "%.1f percentage points [%.1f, %.1f]" : "%.4g [%.4g, %.4g]";
        return String.format(
                        Locale.ROOT,
                        format,
                        scale * difference.mean(),
                        scale * difference.low(),
                        scale * difference.high())
                .replace("[-0.0,", "[0.0,");
    }

    private static String interval(String metric, Estimate estimate) {
        String mean = number(metric, estimate.mean());
        return estimate.low() == null
                ? mean
                : mean + " [" + number(metric, estimate.low()) + ", " + number(metric, estimate.high()) + "]";
    }

    /** Fractions in percent, other metrics as they are. */
    private static String number(String metric, double value) {
        return Metrics.isFraction(metric)
                ? String.format(Locale.ROOT, "%.1f %%", 100 * value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String list(Set<String> fields) {
        return String.join(" and ", fields.stream().sorted().toList());
    }
}
