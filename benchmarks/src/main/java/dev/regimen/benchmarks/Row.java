package dev.regimen.benchmarks;

import java.util.Locale;

/**
 * A line of the table of results.
 *
 * @param what was measured
 * @param result the number that is promised: a ratio within this run where there can be one
 * @param target what is promised
 * @param measured the numbers behind it
 */
public record Row(String what, String result, String target, String measured) {
    static final String HEADER = "| what | result | target | measured |\n|---|---|---|---|";

    /** With numbers as in {@link String#format}. */
    public static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    @Override
    public String toString() {
        return "| " + String.join(" | ", what, result, target, measured) + " |";
    }
}
