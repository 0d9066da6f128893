package dev.regimen.study;

import java.util.Locale;

/** What the numbers say about a claim. */
public enum Verdict {
    SUPPORTED,
    NOT_SUPPORTED,
    UNDECIDED;

    /** For people. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
