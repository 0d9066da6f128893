package dev.regimen.metric;

import java.util.stream.IntStream;

/** Intersections of classes' regions over their unions. */
final class Overlap {
    private Overlap() {}

    /**
     * Of one class.
     *
     * @param confusion {@code [target, predicted]}, row by row
     * @return from 0 to 1; NaN where the class neither is nor is predicted
     */
    static double of(int index, double[] confusion) {
        int classes = (int) Math.round(Math.sqrt(confusion.length));
        double either = 0;
        for (int other = 0; other < classes; other++) {
            either += confusion[index * classes + other] + confusion[other * classes + index];
        }
        double both = confusion[index * classes + index];
        return both / (either - both);
    }

    /** The mean over the classes that are, or are predicted. */
    static double mean(double[] confusion) {
        return IntStream.range(0, (int) Math.round(Math.sqrt(confusion.length)))
                .mapToDouble(index -> of(index, confusion))
                .filter(overlap -> !Double.isNaN(overlap))
                .average()
                .orElse(Double.NaN);
    }
}
