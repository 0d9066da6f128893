package dev.regimen.optimizer;

import dev.regimen.optimizer.Reference.Rule;
import java.util.stream.Stream;

/** An optimizer with some of its options, and its equations in double precision. */
record OptimizerCase(String name, OptimizerSettings settings, Rule rule) {
    /** Every optimizer, with every option. */
    static Stream<OptimizerCase> all() {
        return Stream.of(
                new OptimizerCase("adam", AdamSettings.defaults(), Reference.adam(0.9, 0.999, 1e-8, 0)),
                new OptimizerCase(
                        "adam with decay",
                        new AdamSettings(null, 0.8, 0.95, 1e-3, 0.1, null, null),
                        Reference.adam(0.8, 0.95, 1e-3, 0.1)),
                new OptimizerCase("adamw", AdamWSettings.defaults(), Reference.adamW(0.9, 0.999, 1e-8, 0.01)),
                new OptimizerCase(
                        "adamw with options",
                        new AdamWSettings(null, 0.8, 0.95, 1e-3, 0.3, null, null),
                        Reference.adamW(0.8, 0.95, 1e-3, 0.3)),
                new OptimizerCase("sgd", SgdSettings.defaults(), Reference.sgd(0, 0, false, 0)),
                new OptimizerCase("sgd with decay", sgd(null, null, null), Reference.sgd(0, 0, false, 0.1)),
                new OptimizerCase("sgd with momentum", sgd(0.9, null, null), Reference.sgd(0.9, 0, false, 0.1)),
                new OptimizerCase("sgd with nesterov", sgd(0.9, true, null), Reference.sgd(0.9, 0, true, 0.1)),
                new OptimizerCase("sgd with dampening", sgd(0.9, null, 0.5), Reference.sgd(0.9, 0.5, false, 0.1)),
                new OptimizerCase("rmsprop", RmsPropSettings.defaults(), Reference.rmsProp(0.99, 1e-8, 0, false, 0)),
                new OptimizerCase(
                        "rmsprop with momentum",
                        rmsProp(0.9, false, 0.1),
                        Reference.rmsProp(0.9, 1e-3, 0.9, false, 0.1)),
                new OptimizerCase(
                        "rmsprop, centered", rmsProp(null, true, null), Reference.rmsProp(0.9, 1e-3, 0, true, 0)),
                new OptimizerCase(
                        "rmsprop with all", rmsProp(0.9, true, 0.1), Reference.rmsProp(0.9, 1e-3, 0.9, true, 0.1)));
    }

    /** Every optimizer as it is unless set. */
    static Stream<OptimizerSettings> defaults() {
        return Stream.of(
                AdamSettings.defaults(), AdamWSettings.defaults(), SgdSettings.defaults(), RmsPropSettings.defaults());
    }

    private static SgdSettings sgd(Double momentum, Boolean nesterov, Double dampening) {
        return new SgdSettings(null, momentum, nesterov, dampening, 0.1, null, null);
    }

    private static RmsPropSettings rmsProp(Double momentum, boolean centered, Double decay) {
        return new RmsPropSettings(null, 0.9, 1e-3, momentum, centered, decay, null, null);
    }

    @Override
    public String toString() {
        return name;
    }
}
