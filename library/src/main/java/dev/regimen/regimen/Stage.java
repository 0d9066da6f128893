package dev.regimen.regimen;

import dev.regimen.training.OptimizerSettings;
import java.util.List;

/**
 * An entry of step-by-step training.
 *
 * @param modules what is trained in it; all others are frozen
 * @param share of the budget, in proportion to the other stages' shares; 1 unless set
 * @param optimizer for all of its modules; each module's own unless set
 */
public record Stage(List<String> modules, Double share, OptimizerSettings optimizer) {
    public Stage {
        if (modules == null || modules.isEmpty()) {
            throw new IllegalArgumentException("modules: a stage names at least one module to train");
        }
        modules = List.copyOf(modules);
        share = share == null ? 1.0 : share;
        if (!(share > 0) || Double.isInfinite(share)) {
            throw new IllegalArgumentException("share is a positive number, not " + share);
        }
    }

    public static Stage of(String... modules) {
        return new Stage(List.of(modules), null, null);
    }
}
