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

    /** From so many on there are two parts at least, so that a second worker has something to do. */
    private static final int FEWEST_APART = 4;

    /**
     * The indices of the members that may be trained together, in few parts that are as equal as can be. They follow
     * from the number of members alone, so that with however many workers, and however often they are stopped, the same
     * are together.
     */
    List<List<Integer>> parts() {
        int fewest = members < FEWEST_APART ? 1 : 2;
        int count = Math.max(fewest, (members + MOST_TOGETHER - 1) / MOST_TOGETHER);
        List<List<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(IntStream.range(i * members / count, (i + 1) * members / count)
                    .boxed()
                    .toList());
        }
        return parts;
    }
}
