package dev.regimen.data;

/**
 * How data are divided; what is left is for training.
 *
 * @param validation the part for choices; 0.15 unless given
 * @param test the part for the last word; 0.2 unless given. Not used when the data come with a test split of their own
 */
public record SplitFractions(Double validation, Double test) {
    private static final double VALIDATION = 0.15;
    private static final double TEST = 0.2;

    /** @throws IllegalArgumentException if a part is empty or none is left for training */
    public SplitFractions {
        validation = validation == null ? VALIDATION : validation;
        test = test == null ? TEST : test;
        if (!(validation > 0) || !(test > 0) || !(validation + test < 1)) {
            throw new IllegalArgumentException("split has validation: " + validation + " and test: " + test
                    + ", expected two numbers above 0 that leave something of 1 for training");
        }
    }

    /** The default parts. */
    public static SplitFractions standard() {
        return new SplitFractions(null, null);
    }
}
