package dev.regimen.report;

import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.Rate;
import dev.regimen.metric.Metrics;
import java.math.BigDecimal;
import java.util.Locale;

/** How numbers are written for people. */
public final class Numbers {
    private Numbers() {}

    /** Fractions such as accuracies in percent, other metrics with four digits. */
    public static String metric(String name, double value) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        return Metrics.isFraction(name)
                ? String.format(Locale.ROOT, "%.1f %%", 100 * value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /** As {@code 97.2 % [96.5, 97.9]}. */
    public static String estimate(String name, Estimate estimate) {
        String mean = metric(name, estimate.mean());
        if (estimate.low() == null || Double.isNaN(estimate.mean())) {
            return mean;
        }
        return mean + " [" + bare(name, estimate.low()) + ", " + bare(name, estimate.high()) + "]";
    }

    /** As {@code +0.8 [0.3, 1.2]}: a difference, of fractions in percentage points. */
    public static String difference(String name, Estimate difference) {
        String sign = difference.mean() > 0 ? "+" : "";
        return sign + estimate(name, difference).replace(" %", "");
    }

    /** As {@code 4 of 5 [38, 96]}: with its interval in percent. */
    public static String rate(Rate rate) {
        return String.format(
                Locale.ROOT,
                "%d of %d [%.0f, %.0f]",
                rate.successes(),
                rate.count(),
                100 * rate.low(),
                100 * rate.high());
    }

    /** Whole numbers with commas. */
    public static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** As {@code 12.3 G}: with a prefix of the SI. */
    public static String large(double value) {
        String[] prefixes = {"", " k", " M", " G", " T", " P", " E"};
        int index = 0;
        double rest = value;
        while (rest >= 1000 && index < prefixes.length - 1) {
            rest /= 1000;
            index++;
        }
        return String.format(Locale.ROOT, rest >= 100 || index == 0 ? "%.0f%s" : "%.1f%s", rest, prefixes[index]);
    }

    /** As {@code 4.2}, or {@code 0.03} where that says more. */
    public static String seconds(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.2f" : "%.1f", value);
    }

    /** As {@code 0.42 ms}; a dash where it is not known. */
    public static String latency(Double seconds) {
        return seconds == null ? "-" : String.format(Locale.ROOT, "%.3g ms", 1000 * seconds);
    }

    /** As {@code 4.2 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
    public static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /** A learning rate without an exponent, as {@code 0.0003}. */
    public static String rate(double rate) {
        return BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
    }

    private static String bare(String name, double value) {
        return metric(name, value).replace(" %", "");
    }
}
