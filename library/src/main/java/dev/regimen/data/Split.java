package dev.regimen.data;

import dev.regimen.torch.Seeds;
import java.util.Arrays;

/** Which examples are for training, for choices and for the last word: positions that are disjoint and together all. */
public final class Split {
    private final long[] training;
    private final long[] validation;
    private final long[] test;

    private Split(long[] training, long[] validation, long[] test) {
        this.training = training;
        this.validation = validation;
        this.test = test;
    }

    /**
     * Divides so many examples at random.
     *
     * @param seed fixes which example goes where
     * @throws DataException if a part would be empty
     */
    public static Split of(long size, SplitFractions fractions, long seed) {
        return parts(size, fractions.validation(), fractions.test(), seed);
    }

    /**
     * Divides so many examples at random into training and validation only.
     *
     * @throws DataException if a part would be empty
     */
    public static Split withoutTest(long size, SplitFractions fractions, long seed) {
        return parts(size, fractions.validation(), 0, seed);
    }

    private static Split parts(long size, double validation, double test, long seed) {
        int total = Math.toIntExact(size);
        int testSize = (int) Math.rint(total * test);
        int validationSize = (int) Math.rint(total * validation);
        int trainingSize = total - testSize - validationSize;
        if (trainingSize <= 0 || validationSize == 0 || (test > 0 && testSize == 0)) {
            throw new DataException(total + " examples are too few to be split: with validation " + validation
                    + " and test " + test + " there would be " + trainingSize + " to train on, " + validationSize
                    + " for validation and " + testSize + " for the test");
        }
        long[] order = Arrays.stream(Permutation.of(total, Seeds.derive(seed, "split")))
                .asLongStream()
                .toArray();
        return new Split(
                Arrays.copyOfRange(order, 0, trainingSize),
                Arrays.copyOfRange(order, trainingSize, trainingSize + validationSize),
                Arrays.copyOfRange(order, trainingSize + validationSize, total));
    }

    /** Positions to train on. */
    public long[] training() {
        return training.clone();
    }

    /** Positions for choices. */
    public long[] validation() {
        return validation.clone();
    }

    /** Positions for the last word; none when the data come with a test split of their own. */
    public long[] test() {
        return test.clone();
    }
}
