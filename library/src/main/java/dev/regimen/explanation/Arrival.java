package dev.regimen.explanation;

/**
 * How much of a goal's gradient arrives in a module, measured at the initial weights with one batch.
 *
 * @param norm the Euclidean norm of the weighted loss's gradient over all of the module's parameters; null unless the
 *     goal's gradient is defined there
 * @param parameters how many of the module's parameters have a gradient
 */
public record Arrival(Reach reach, Double norm, long parameters) {
    static final Arrival NOT_ASKED = new Arrival(Reach.NOT_ASKED, null, 0);
    static final Arrival NOT_CONNECTED = new Arrival(Reach.NOT_CONNECTED, null, 0);

    /** Whether a gradient arrives; from most to least. */
    public enum Reach {
        /** It does. */
        REACHED,
        /**
         * It is exactly zero, at the initial weights and near them: something on the way, such as rounding, lets none
         * through.
         */
        ZERO,
        /** There is no way from the loss to the module. */
        NOT_CONNECTED,
        /** The phase does not ask for it: the module is frozen, or the goal is for other modules only. */
        NOT_ASKED
    }

    boolean reached() {
        return reach == Reach.REACHED;
    }
}
