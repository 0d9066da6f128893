package dev.regimen.benchmarks;

/** A training that goes on for as long as it is asked to. */
interface Loop extends AutoCloseable {
    /**
     * Goes on for so many steps, with one intra-operation thread.
     *
     * @return losses, as many as the loop looked at, the last one at the end
     */
    double[] run(int steps);

    @Override
    void close();
}
