package dev.regimen.training;

import dev.regimen.task.Predictor;

/**
 * What a learner that is not neural did.
 *
 * @param predictor the caller closes it; it knows nothing if the learner was only looked at, or cancelled
 * @param report of it as of a phase, without modules, updates or parameters
 */
public record Learned(Predictor predictor, PhaseReport report) {}
