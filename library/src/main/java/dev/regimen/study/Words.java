package dev.regimen.study;

import java.util.Locale;

/** Words that pages and sentences of studies share. */
final class Words {
    private Words() {}

    /** As {@code 1 cell} or {@code 3 cells}. */
    static String cells(int count) {
        return count + (count == 1 ? " cell" : " cells");
    }

    /** With a capital letter. */
    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
