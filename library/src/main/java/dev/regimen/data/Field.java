package dev.regimen.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one named value of an example is: real numbers of a shape, or classes (indices into a list of names).
 *
 * @param shape without the batch axis
 * @param classes the names of the classes, in the order of their indices; empty for real numbers
 * @param gaps whether some of the classes are unknown, {@value #UNLABELLED}; such values are nobody's target
 */
public record Field(Shape shape, List<String> classes, boolean gaps) {
    /** Stands where a class is unknown, such as in pixels that nobody has labelled. */
    public static final long UNLABELLED = -1;

    /** @throws IllegalArgumentException if real numbers are to have gaps */
    public Field {
        classes = List.copyOf(classes);
        if (gaps && classes.isEmpty()) {
            throw new IllegalArgumentException("only classes can be unknown, not real numbers");
        }
    }

    /** Without gaps. */
    public Field(Shape shape, List<String> classes) {
        this(shape, classes, false);
    }

    /** Real numbers, float32. */
    public static Field real(Shape shape) {
        return new Field(shape, List.of());
    }

    /** Classes, int64 from 0. */
    public static Field classes(Shape shape, List<String> names) {
        return new Field(shape, names);
    }

    /** Classes that are called by their numbers. */
    public static Field classes(Shape shape, int count) {
        return new Field(
                shape, IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    /** Whether the values are classes, int64, rather than real numbers, float32. */
    public boolean categorical() {
        return !classes.isEmpty();
    }

    /** Whether it is a class for every pixel of an image, {@code [height, width]}. */
    public boolean isMap() {
        return categorical() && shape.rank() == 2 && shape.items().isEmpty();
    }

    /** The same kind of value in another shape. */
    public Field withShape(Shape other) {
        return new Field(other, classes, gaps);
    }

    /** The same classes, some of which may be unknown. */
    public Field withGaps() {
        return new Field(shape, classes, true);
    }

    @Override
    public String toString() {
        String kind = categorical() ? classes.size() + " classes" : "real";
        if (shape.rank() == 0) {
            return categorical() ? "one of " + kind : "a real number";
        }
        return kind + " " + shape;
    }
}
