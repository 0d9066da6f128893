package dev.regimen.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.task.Scores;

/**
 * A line of the log of events. What does not apply is null, and left out of the line.
 *
 * @param time as {@code 2031-05-17T12:00:00.000Z}
 * @param event what happened
 * @param training which one, as {@code voted/seed-1/member-2}
 * @param phase its name
 * @param spent since the phase began
 * @param loss the mean training loss since the evaluation before
 * @param validation the metrics on the validation examples
 * @param stop why the phase, or the run, ended
 * @param message a sentence about that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
        String time,
        Kind event,
        String training,
        String phase,
        Spent spent,
        Double loss,
        Scores validation,
        StopReason stop,
        String message) {
    /** What can happen. */
    public enum Kind {
        RUN_STARTED,
        RUN_RESUMED,
        PHASE_STARTED,
        COMPUTED_TOGETHER,
        UNDIVIDED,
        EVALUATED,
        PHASE_FINISHED,
        RUN_ENDED
    }

    /** Of the run as a whole. */
    static Event ofRun(Kind kind, StopReason stop, String message) {
        return new Event(Provenance.now(), kind, null, null, null, null, null, stop, message);
    }
}
