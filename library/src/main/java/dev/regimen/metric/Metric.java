package dev.regimen.metric;

import dev.regimen.data.Field;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * A measure of predictions against targets that is computed from sums over batches, so that it does not depend on how
 * the data are cut into batches.
 */
public interface Metric {
    /** The name in tables, files and YAML. */
    String name();

    /** Whether more is better. */
    boolean higherIsBetter();

    /** A value of this metric, turned so that more is better. */
    default double merit(double value) {
        return higherIsBetter() ? value : -value;
    }

    /** Whether a value is as good as a target, or better; what is not a number never is. */
    default boolean reaches(double value, double target) {
        return merit(value) >= merit(target);
    }

    /** Whether this metric is for targets like this. */
    boolean suits(Field target);

    /** What is measured of a target like this: this metric, or one like it for every class. */
    default Stream<Metric> each(Field target) {
        return Stream.of(this);
    }

    /**
     * Whether it has to see values in their places: {@link #observe} then gets targets that count for nothing, too, as
     * {@link Field#UNLABELLED}. Others get the rest of them as rows.
     */
    default boolean wantsPlaces() {
        return false;
    }

    /**
     * Whether it compares strings, such as all classes of a row: {@link #observe} then gets, in place of probabilities,
     * the classes that are read, {@code [batch, any]}, and targets in their places, both {@link Field#UNLABELLED} where
     * there is nothing; {@link #chance} gets targets likewise.
     */
    default boolean ofStrings() {
        return false;
    }

    /**
     * The sums that this batch adds.
     *
     * @param prediction what {@code Head.prediction} gives: probabilities {@code [batch, …, classes]} or values
     *     {@code [batch, …]}
     * @param target {@code [batch, …]}
     * @return a vector whose sum over batches {@link #value} turns into the metric
     */
    double[] observe(Tensor prediction, Tensor target);

    /** The metric from the sums over all batches. */
    double value(double[] sums);

    /**
     * The best value that a constant prediction reaches on these targets: the chance level.
     *
     * @param target all targets, {@code [size, …]}
     */
    double chance(Tensor target, Field field);
}
