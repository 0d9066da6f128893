package dev.regimen.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** What to say when a name is not known. */
public final class Names {
    private Names() {}

    /**
     * A sentence part such as {@code unknown module 'raeder'; did you mean 'reader'? Known are: adder, reader}.
     *
     * @param kind what the name should have named
     */
    public static String unknown(String kind, String name, Collection<String> known) {
        String hint = nearest(name, known)
                .map(match -> "did you mean '" + match + "'? ")
                .orElse("");
        String all = known.isEmpty()
                ? "there are none"
                : "known are: " + String.join(", ", known.stream().sorted().toList());
        return "unknown " + kind + " '" + name + "'; " + hint
                + (hint.isEmpty() ? all : "Known are: " + all.substring(11));
    }

    /** The known name that the fewest slips of the pen lead to, if these are less than half of its letters. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance();
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance.apply(name, candidate)))
                .filter(candidate -> 2 * distance.apply(name, candidate) < Math.max(name.length(), candidate.length()));
    }
}
