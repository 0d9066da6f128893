package dev.regimen.task;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small binary picture.
 *
 * @param rows from the top, all of one length, {@code #} where it is set
 */
record Sprite(List<String> rows) {
    private static final char SET = '#';

    Sprite {
        rows = List.copyOf(rows);
    }

    static Sprite of(String... rows) {
        return new Sprite(List.of(rows));
    }

    int height() {
        return rows.size();
    }

    int width() {
        return rows.get(0).length();
    }

    boolean isSet(int row, int column) {
        return rows.get(row).charAt(column) == SET;
    }

    /** Left and right exchanged. */
    Sprite mirrored() {
        return new Sprite(rows.stream()
                .map(row -> new StringBuilder(row).reverse().toString())
                .toList());
    }

    /** Turned by 90 degrees clockwise. */
    Sprite turned() {
        return new Sprite(IntStream.range(0, width())
                .mapToObj(column -> IntStream.range(0, height())
                        .mapToObj(row ->
                                String.valueOf(rows.get(height() - 1 - row).charAt(column)))
                        .collect(Collectors.joining()))
                .toList());
    }

    /** With a square of this many pixels for each. */
    Sprite scaled(int factor) {
        return new Sprite(rows.stream()
                .map(row -> row.chars()
                        .mapToObj(pixel -> String.valueOf((char) pixel).repeat(factor))
                        .collect(Collectors.joining()))
                .flatMap(row -> Stream.generate(() -> row).limit(factor))
                .toList());
    }

    /** The four turns, unturned first. */
    List<Sprite> turns() {
        return Stream.iterate(this, Sprite::turned).limit(4).toList();
    }

    /** Where it is set in a picture of this width, with its upper left corner in that of the picture. */
    int[] pixels(int pictureWidth) {
        return IntStream.range(0, height() * width())
                .filter(index -> isSet(index / width(), index % width()))
                .map(index -> index / width() * pictureWidth + index % width())
                .toArray();
    }
}
