package dev.regimen.training;

import dev.regimen.torch.Seeds;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which training this is: a contender's, with a seed, and within an ensemble the member's index, outermost ensemble
 * first.
 */
public record TrainingKey(String contender, long seed, List<Integer> members) {
    public TrainingKey {
        members = List.copyOf(members);
    }

    public static TrainingKey of(String contender, long seed) {
        return new TrainingKey(contender, seed, List.of());
    }

    /** The key of a member's training. */
    public TrainingKey member(int index) {
        return new TrainingKey(
                contender,
                seed,
                Stream.concat(members.stream(), Stream.of(index)).toList());
    }

    /**
     * The seed that all randomness of this training comes from: the same for every contender, another for every member.
     */
    public long derivedSeed() {
        return members.stream().reduce(seed, (value, index) -> Seeds.derive(value, "member/" + index), (a, b) -> b);
    }

    /** As {@code voted/seed-1/member-2} for the second member: people count from one. */
    @Override
    public String toString() {
        return contender + "/seed-" + seed
                + IntStream.range(0, members.size())
                        .mapToObj(i -> "/member-" + (members.get(i) + 1))
                        .collect(Collectors.joining());
    }
}
