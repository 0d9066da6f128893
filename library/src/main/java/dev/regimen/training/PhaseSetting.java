package dev.regimen.training;

import dev.regimen.task.Task;
import java.util.List;

/**
 * What a phase is run in.
 *
 * @param finished the reports of the phases before it
 * @param first whether it is the training's first, whose curve begins with an evaluation of untrained weights
 * @param handsOn whether another training goes on with what the optimizers remember at the end
 */
record PhaseSetting(
        Phase phase,
        Task task,
        TrainerSettings settings,
        TrainingKey key,
        Surroundings surroundings,
        List<PhaseReport> finished,
        boolean first,
        boolean handsOn) {}
