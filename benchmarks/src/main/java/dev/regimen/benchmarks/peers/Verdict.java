package dev.regimen.benchmarks.peers;

import java.util.OptionalDouble;

/** What rounds say about a target. */
enum Verdict {
    /** There is no target. */
    NONE("", ""),
    MET("met", "✓"),
    NOT_MET("not met", "✗"),
    /** The interval lies on both sides of the target, or is none, or the work was not the same. */
    OPEN("open", "?");

    private final String title;
    private final String mark;

    Verdict(String title, String mark) {
        this.title = title;
        this.mark = mark;
    }

    /** Only what the whole interval says. */
    static Verdict of(Ratio ratio, OptionalDouble target, boolean sameWork) {
        if (target.isEmpty()) {
            return NONE;
        }
        if (!sameWork || !ratio.isCertain()) {
            return OPEN;
        }
        return ratio.low() >= target.getAsDouble() ? MET : ratio.high() < target.getAsDouble() ? NOT_MET : OPEN;
    }

    /** In words; empty if there is no target. */
    String title() {
        return title;
    }

    /** As one character; empty if there is no target. */
    String mark() {
        return mark;
    }
}
