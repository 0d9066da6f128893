package dev.regimen.study.finding;

import java.util.List;

/**
 * The data of a figure of panels side by side, each with lines through points that have intervals.
 *
 * @param x and {@code y}: the same for all panels
 */
public record Lines(Axis x, Axis y, List<Panel> panels) {
    /** What draws it. */
    public static final String KIND = "lines";

    /**
     * An axis.
     *
     * @param type value, log or category
     * @param percent whether values are fractions
     * @param min and {@code max}: null for what the data need
     * @param labels of a category's places, in order; empty otherwise
     */
    public record Axis(String type, String name, boolean percent, Double min, Double max, List<String> labels) {
        /** Of places that are named, in this order. */
        public static Axis categories(String name, List<String> labels) {
            return new Axis("category", name, false, null, null, labels);
        }

        /** Of numbers, as far as the data reach. */
        public static Axis numbers(String name) {
            return new Axis("value", name, false, null, null, List.of());
        }

        /** Of positive numbers, as far as the data reach. */
        public static Axis logarithmic(String name) {
            return new Axis("log", name, false, null, null, List.of());
        }
    }

    /** Lines and guides between the same axes. */
    public record Panel(String title, List<Series> series, List<Guide> guides) {}

    /** A line of one contender, drawn alike in all panels. */
    public record Series(String name, boolean dashed, List<Point> points) {
        /** One that is not dashed. */
        public Series(String name, List<Point> points) {
            this(name, false, points);
        }
    }

    /** What is known of a value when only its bound is. */
    public enum Bound {
        NONE,
        AT_LEAST,
        AT_MOST
    }

    /** A dashed line that is no contender, such as chance. */
    public record Guide(String name, List<Point> points) {}

    /**
     * A point with its interval.
     *
     * @param x null where the axis is of categories
     * @param label of the category; null otherwise
     * @param y null for a gap
     * @param low and {@code high}: null without an interval
     * @param bound what y is to the value
     * @param note a word beside it; null without one
     * @param each what y is the mean of, where that is drawn, too; empty otherwise
     */
    public record Point(
            Double x, String label, Double y, Double low, Double high, Bound bound, String note, List<Double> each) {
        /** One without a note, and without what it is the mean of. */
        public Point(Double x, String label, Double y, Double low, Double high, Bound bound) {
            this(x, label, y, low, high, bound, null, List.of());
        }

        /** At a named place, null for a gap or without an interval. */
        public static Point at(String label, Double y, Double low, Double high) {
            return new Point(null, label, y, low, high, Bound.NONE);
        }

        /** At a number, null for a gap or without an interval. */
        public static Point at(double x, Double y, Double low, Double high) {
            return new Point(x, null, y, low, high, Bound.NONE);
        }

        /** The same, its value being only known to be at least so much. */
        public Point atLeast() {
            return new Point(x, label, y, low, high, Bound.AT_LEAST, note, each);
        }

        /** The same with a word beside it. */
        public Point noted(String word) {
            return new Point(x, label, y, low, high, bound, word, each);
        }

        /** The same with all values that it is the mean of. */
        public Point of(List<Double> all) {
            return new Point(x, label, y, low, high, bound, note, all);
        }
    }
}
