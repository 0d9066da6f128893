package dev.regimen.regimen;

/** How many members there are, where one alone would be no ensemble. */
final class Several {
    private static final int FEWEST = 2;

    private Several() {}

    /** @throws IllegalArgumentException if there are fewer than two */
    static int members(int members) {
        if (members < FEWEST) {
            throw new IllegalArgumentException("members is at least 2, not " + members
                    + ": what combines several predictors needs several; a single one is its regimen alone");
        }
        return members;
    }
}
