package dev.regimen.optimizer;

/** How the learning rate changes over a phase. */
public interface Schedule {
    /**
     * The factor on the learning rate.
     *
     * @param progress the part of the phase's budget that is spent, from 0 to 1
     */
    double factor(double progress);
}
