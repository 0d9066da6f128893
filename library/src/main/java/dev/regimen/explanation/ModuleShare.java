package dev.regimen.explanation;

import java.util.List;

/**
 * A module's part in a phase.
 *
 * @param net the kind of its net, such as {@code conv-stack}; {@code own net} if the net's class has no name
 * @param reads what it reads
 * @param leadsToFinal whether the final objective's output depends on it
 * @param fresh whether its weights are drawn anew before the phase begins
 * @param parameters how many numbers it has to train
 * @param arrivals of every goal's gradient, in the order of the phase's goals
 */
public record ModuleShare(
        String module,
        String net,
        List<String> reads,
        boolean leadsToFinal,
        boolean fresh,
        Role role,
        long parameters,
        List<Arrival> arrivals) {
    public ModuleShare {
        reads = List.copyOf(reads);
        arrivals = List.copyOf(arrivals);
    }

    /** What a phase does with a module. */
    public enum Role {
        /** Its parameters are moved along a gradient. */
        TRAINED("trained"),
        /** It is to be trained, but no gradient arrives. */
        UNREACHED("no gradient arrives"),
        /** It is frozen; gradients pass through it on their way to modules before it. */
        PASSED("frozen, gradient passes"),
        /** It is frozen, and only computed forward. */
        FORWARD_ONLY("frozen, forward only"),
        /** It is not computed at all. */
        NOT_NEEDED("not computed"),
        /** It is computed and has no parameters. */
        NO_PARAMETERS("nothing to train");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        /** In words, as {@code frozen, forward only}. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** How many of its parameters the phase trains: those with a gradient. */
    public long trainedParameters() {
        return arrivals.stream()
                .filter(Arrival::reached)
                .mapToLong(Arrival::parameters)
                .max()
                .orElse(0);
    }
}
