package dev.regimen.learner;

/** What a learner has learned. Safe for use by several threads. */
public interface Fitted {
    /**
     * Predicts one example.
     *
     * @param inputs as in the rows that it learned from
     * @return the probability of each class, in the order of the target's, together 1; or one number
     */
    double[] predict(double[] inputs);

    /** All that it is, to be kept. */
    byte[] bytes();
}
