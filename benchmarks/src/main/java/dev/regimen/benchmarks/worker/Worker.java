package dev.regimen.benchmarks.worker;

/** Somebody who does a work, ready to begin. */
public interface Worker extends AutoCloseable {
    /** Numbers that are trained in one model. */
    long parameters();

    /** Does the work once, from the beginning. */
    Round round(long seed);

    @Override
    void close();

    /**
     * What came out.
     *
     * @param seconds of what is timed: the training, or the predictions
     * @param accuracy on the test examples; null if nothing was trained
     */
    record Round(double seconds, Double accuracy) {}
}
