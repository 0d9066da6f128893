package dev.regimen.study;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Words that pages and sentences of studies share. */
public final class Words {
    private Words() {}

    /** As {@code 1 cell} or {@code 3 cells}. */
    public static String cells(int count) {
        return count + (count == 1 ? " cell" : " cells");
    }

    /** As {@code digits 3, modulus 10}: a place on axes. */
    public static String where(Map<String, String> place) {
        return place.entrySet().stream()
                .map(axis -> axis.getKey() + " " + axis.getValue())
                .collect(Collectors.joining(", "));
    }

    /** With a capital letter. */
    public static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
