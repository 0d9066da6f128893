package dev.regimen.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The shape of one example's value: the sizes of its axes without the batch axis.
 *
 * @param sizes the size of each axis; none for a single number
 * @param items what the first axis repeats, such as {@code "digits"}, or the empty string if it repeats nothing. A
 *     module with {@code each: digits} sees one item at a time
 */
public record Shape(List<Long> sizes, String items) {
    public Shape {
        sizes = List.copyOf(sizes);
        if (sizes.stream().anyMatch(size -> size <= 0)) {
            throw new IllegalArgumentException("every axis of a shape has a positive size, not " + sizes);
        }
        if (!items.isEmpty() && sizes.isEmpty()) {
            throw new IllegalArgumentException("a shape without axes cannot repeat " + items);
        }
    }

    public static Shape of(long... sizes) {
        return new Shape(LongStream.of(sizes).boxed().toList(), "");
    }

    /** So many of these, along a new first axis of this name. */
    public Shape repeated(String name, long count) {
        return new Shape(Stream.concat(Stream.of(count), sizes.stream()).toList(), name);
    }

    /** One of the items that the first axis repeats. */
    public Shape item() {
        return new Shape(sizes.subList(1, sizes.size()), "");
    }

    public int rank() {
        return sizes.size();
    }

    /** How many numbers one example has. */
    public long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    /** The sizes with a batch axis in front. */
    public long[] batched(long batch) {
        return LongStream.concat(LongStream.of(batch), sizes.stream().mapToLong(Long::longValue))
                .toArray();
    }

    /** The sizes as an array. */
    public long[] array() {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    /** As {@code [digits=2, 1, 8, 8]}. */
    @Override
    public String toString() {
        String first = items.isEmpty() ? "" : items + "=";
        return first.isEmpty() || sizes.isEmpty()
                ? sizes.toString()
                : sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[" + first, "]"));
    }
}
