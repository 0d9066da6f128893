package dev.regimen.regimen;

import dev.regimen.optimizer.OptimizerSettings;
import java.util.List;

/**
 * An entry of step-by-step training.
 *
 * @param modules what is trained in it; all others are frozen
 * @param share of the budget, in proportion to the other stages' shares; 1 unless set
 * @param optimizer for all of its modules; each module's own unless set
 * @param until the value of the first metric of what it is trained on, on the validation examples, at which it ends;
 *     what is left of its share is then the next one's. Not before its share ends unless set
 */
public record Stage(List<String> modules, Double share, OptimizerSettings optimizer, Double until) {
    public Stage {
        if (modules == null || modules.isEmpty()) {
            throw new IllegalArgumentException("modules: a stage names at least one module to train");
        }
        modules = List.copyOf(modules);
        share = share == null ? 1.0 : share;
        if (!(share > 0) || Double.isInfinite(share)) {
            throw new IllegalArgumentException("share is a positive number, not " + share);
        }
        if (until != null && !Double.isFinite(until)) {
            throw new IllegalArgumentException("until is a value of a metric, not " + until);
        }
    }

    /** One that lasts as long as its share. */
    public Stage(List<String> modules, Double share, OptimizerSettings optimizer) {
        this(modules, share, optimizer, null);
    }

    public static Stage of(String... modules) {
        return new Stage(List.of(modules), null, null);
    }
}
