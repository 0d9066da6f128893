package dev.regimen.study.run;

import dev.regimen.study.Cell;
import dev.regimen.study.SignalPlan;
import dev.regimen.training.TrainingListener;
import java.util.List;

/** Told how a study goes on. */
public interface StudyListener {
    /**
     * More cells are going to be run.
     *
     * @param cells those that are not done yet
     * @param done how many more were done before
     */
    default void planned(List<Cell> cells, int done) {}

    /** A cell is done. */
    default void done(Cell cell) {}

    /** Who is told about a cell's trainings. */
    default TrainingListener listener(Cell cell) {
        return TrainingListener.SILENT;
    }

    /**
     * Gradients are going to be measured, after all cells.
     *
     * @param plans those that are not done yet
     * @param done how many more were done before
     */
    default void measuring(List<SignalPlan> plans, int done) {}

    /** The gradients of a plan are measured. */
    default void measured(SignalPlan plan) {}

    /** Who is told about the training along which gradients are measured. */
    default TrainingListener listener(SignalPlan plan) {
        return TrainingListener.SILENT;
    }
}
