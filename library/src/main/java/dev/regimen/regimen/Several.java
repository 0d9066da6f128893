package dev.regimen.regimen;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How many members there are, where one alone would be no ensemble. */
final class Several {
    private static final int FEWEST = 2;

    private Several() {}

    /** @throws IllegalArgumentException if there are fewer than two */
    static int members(int members) {
        if (members < FEWEST) {
            throw new IllegalArgumentException("members is at least 2, not " + members
                    + ": what combines several predictors needs several; a single one is its regimen alone");
        }
        return members;
    }

    /**
     * The same system twice is one opinion that counts twice.
     *
     * @throws IllegalArgumentException if two members are the same system of another run; all are closed then
     */
    static void requireDifferent(List<TrainingResult> members) {
        Set<String> known = new HashSet<>();
        systems(members).filter(system -> !known.add(system)).findFirst().ifPresent(system -> {
            members.forEach(TrainingResult::close);
            throw new IllegalArgumentException("two members are the same finished system, " + system
                    + "; say by 'regimen' and 'seed' which ones are meant");
        });
    }

    private static Stream<String> systems(List<TrainingResult> members) {
        return members.stream()
                .flatMap(member -> member.elsewhere().map(Stream::of).orElseGet(() -> systems(member.members())));
    }
}
