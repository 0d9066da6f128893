package dev.regimen.budget;

/** Why an optimisation ended. None of these is an exception: a comparison reports each of them and goes on. */
public enum StopReason {
    /** The budget was used up. */
    BUDGET_SPENT,
    /** The target metric was reached. */
    TARGET_REACHED,
    /** The loss or a gradient was no longer a finite number. */
    DIVERGED,
    /** Somebody asked it to stop. It can be resumed. */
    CANCELLED;

    /** The reason for the whole when one part stopped for this and the next for that: the worse one. */
    public StopReason and(StopReason other) {
        return severity() >= other.severity() ? this : other;
    }

    /** In words, as {@code budget spent}. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private int severity() {
        return switch (this) {
            case TARGET_REACHED -> 0;
            case BUDGET_SPENT -> 1;
            case DIVERGED -> 2;
            case CANCELLED -> 3;
        };
    }
}
