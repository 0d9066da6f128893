package dev.regimen.learner;

import dev.regimen.data.Field;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of a way to learn classes or numbers from rows of numbers that is not neural. Implementations are
 * records.
 */
public interface Learner {
    /**
     * Learns, in one go.
     *
     * @param seed of all that is random
     * @return what predicts; the same seed and rows give one that predicts the same
     */
    Fitted learn(Rows rows, long seed);

    /**
     * The same from its bytes.
     *
     * @param target what it predicts
     * @throws IllegalArgumentException if these are not the bytes of such a thing
     */
    Fitted restore(byte[] bytes, Field target);

    /** Why it cannot learn such a target, if it cannot, as a sentence without its stop. */
    default Optional<String> misfit(Field target) {
        return Optional.empty();
    }

    /** In words, as {@code random forest}. */
    default String title() {
        return getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
