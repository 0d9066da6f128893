package dev.regimen.study.run;

import dev.regimen.report.Numbers;
import java.time.Duration;

/**
 * How long a study took by the clock, all included: trials of learning rates, evaluations, sweeps, reports.
 *
 * @param time of the sessions whose end is known
 * @param sessions how often it was started or gone on with
 * @param open of how many sessions the end is not known: they were killed, or still run
 */
record Took(Duration time, int sessions, int open) {
    /** As {@code 1 h 12 min by the clock in 3 sessions, all included.} */
    String words() {
        String all = Numbers.duration(time.toMillis() / 1000.0) + " by the clock in "
                + (sessions == 1 ? "one session" : sessions + " sessions");
        if (open == 0) {
            return all + ", all included.";
        }
        return open == sessions
                ? "How long it took by the clock is not known."
                : "More than " + all + ", all included; of " + open + " the end is not known.";
    }
}
