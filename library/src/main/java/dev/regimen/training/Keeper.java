package dev.regimen.training;

import dev.regimen.torch.TensorBytes;
import java.util.List;
import java.util.Map;

/** Where a phase that runs is saved. */
interface Keeper {
    /**
     * Keeps where these stand, all at the same step.
     *
     * @param optimizers what the optimizers remember of each
     */
    void save(List<Course> running, List<Map<String, TensorBytes>> optimizers);

    /**
     * Some have ended.
     *
     * @param ended the reports of all that have so far
     * @param running the others
     * @param optimizers what the optimizers remember of each of these
     */
    void left(Map<Course, PhaseReport> ended, List<Course> running, List<Map<String, TensorBytes>> optimizers);

    /** The store of a training that goes alone; it keeps the end itself. */
    static Keeper alone(CheckpointStore store) {
        return new Keeper() {
            @Override
            public void save(List<Course> running, List<Map<String, TensorBytes>> optimizers) {
                store.save(running.get(0).checkpoint(optimizers.get(0)));
            }

            @Override
            public void left(
                    Map<Course, PhaseReport> ended, List<Course> running, List<Map<String, TensorBytes>> optimizers) {
                // There is nobody else.
            }
        };
    }
}
