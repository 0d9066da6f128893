package dev.regimen.benchmarks.peers;

import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.Works;

/**
 * How often a work is done.
 *
 * @param quick whether there are to be few rounds
 * @param asked how many of them count; null for what suits the work
 */
record Rounds(boolean quick, Integer asked) {
    /** From so many on, an interval of 95 % can be told. */
    static final int ENOUGH = 6;

    /** From these on, the smallest and the largest are left out of an interval of 95 %. */
    static final int USUAL = 9;

    Rounds {
        if (asked != null && asked < 1) {
            throw new IllegalArgumentException("--rounds is " + asked + "; expected 1 or more");
        }
    }

    /** How many count. */
    int counting(Work work) {
        if (asked != null) {
            return asked;
        }
        if (Works.isLong(work)) {
            return quick ? 1 : ENOUGH;
        }
        return quick ? (work.alone() || work.isHeavy() ? 3 : 5) : USUAL;
    }

    /** What comes before those. A long work warms itself up, and a start is to be cold. */
    WarmUp warmUp(Work work) {
        if (Works.isLong(work)) {
            return WarmUp.NONE;
        }
        boolean cold = work.kind() == Kind.START;
        return quick ? new WarmUp(1, cold ? 0 : 0.5) : new WarmUp(2, cold ? 0 : 5);
    }
}
