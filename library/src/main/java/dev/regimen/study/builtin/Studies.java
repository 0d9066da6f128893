package dev.regimen.study.builtin;

import dev.regimen.data.Names;
import dev.regimen.study.Study;
import java.util.List;

/** All studies, in the order in which they are listed. */
public final class Studies {
    private static final List<Study> ALL = List.of(
            new LineTuplesStudy(),
            new PentominoStudy(),
            new DigitSumStudy(),
            new CascadeStudy(),
            new SameNetworkStudy());

    private Studies() {}

    public static List<Study> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException if there is none of this name; the message names the nearest */
    public static Study named(String name) {
        return ALL.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Names.unknown(
                        "study", name, ALL.stream().map(Study::name).toList())));
    }
}
