package dev.regimen.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The members of an ensemble, for the question which of them are trained together.
 *
 * @param members how many
 * @param inStep whether they are
 */
public record Company(int members, InStep inStep) {
    /** Of a training that is no member, or has nothing to do with the others. */
    public static final Company NONE = new Company(1, InStep.NEVER);

    /** More together were not faster in {@code benchmarks/}: what they remember no longer fits a processor's cache. */
    private static final int MOST_TOGETHER = 16;

    /** From so many on, two parts give a second worker something to do. */
    private static final int FEWEST_APART = 4;

    /** Whether it has an influence on the parts how much a step is. */
    boolean mayBeDivided() {
        return members >= FEWEST_APART && members <= MOST_TOGETHER;
    }

    /**
     * The indices of the members that may be trained together, in few parts that are as equal as can be. They follow
     * from the number of members and the size of a step alone, so that with however many workers, and however often
     * they are stopped, the same are together.
     *
     * @param divided whether so few that they could be one part are to be two
     */
    List<List<Integer>> parts(boolean divided) {
        int count = mayBeDivided() && divided ? 2 : (members + MOST_TOGETHER - 1) / MOST_TOGETHER;
        List<List<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(IntStream.range(i * members / count, (i + 1) * members / count)
                    .boxed()
                    .toList());
        }
        return parts;
    }
}
