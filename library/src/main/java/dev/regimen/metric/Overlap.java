package dev.regimen.metric;

import java.util.stream.IntStream;

/** Intersections of classes' regions over their unions. */
final class Overlap {
    private Overlap() {}

    /**
     * Of one class.
     *
     * @param confusion as {@link Labels#confusion} counts it
     * @return from 0 to 1; NaN where the class neither is nor is predicted
     */
    static double of(int index, double[] confusion) {
        double both = confusion[index * Labels.classes(confusion) + index];
        return both / (Labels.either(index, confusion) - both);
    }

    /** The mean over the classes that are, or are predicted. */
    static double mean(double[] confusion) {
        return IntStream.range(0, Labels.classes(confusion))
                .mapToDouble(index -> of(index, confusion))
                .filter(overlap -> !Double.isNaN(overlap))
                .average()
                .orElse(Double.NaN);
    }
}
