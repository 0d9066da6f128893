package dev.regimen.benchmarks.work;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is done and timed. */
public enum Kind {
    /** Models are trained from the beginning. */
    TRAIN,
    /** Models that were made before predict. */
    PREDICT,
    /** A process starts, makes a model and predicts once. */
    START,
    /** The embedded comparison, as a whole. */
    COMPARE,
    /** Modules that read each other are trained one after another; the members are these modules. */
    CHAIN,
    /** A comparison of one contender; the members are its seeds. */
    SEEDS;

    /** As in JSON. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
