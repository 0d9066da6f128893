package dev.regimen.study;

/** What the numbers say about a claim. */
public enum Verdict {
    SUPPORTED,
    NOT_SUPPORTED,
    UNDECIDED;

    /** For people. */
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
