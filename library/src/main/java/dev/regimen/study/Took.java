package dev.regimen.study;

import dev.regimen.report.Numbers;
import java.time.Duration;

/**
 * How long a study took by the clock, all included: trials of learning rates, evaluations, sweeps, reports.
 *
 * @param time of the sessions that ended by themselves
 * @param sessions how often it was started or gone on with
 * @param killed of how many sessions it is not known how long they took
 */
record Took(Duration time, int sessions, int killed) {
    /** As {@code 1 h 12 min by the clock in 3 sessions, all included}. */
    String words() {
        return (killed == 0 ? "" : "More than ") + Numbers.duration(time.toMillis() / 1000.0) + " by the clock in "
                + (sessions == 1 ? "one session" : sessions + " sessions")
                + (killed == 0 ? "" : ", " + killed + " of which were killed nobody knows when") + ", all included.";
    }
}
