package dev.regimen.benchmarks;

import dev.regimen.training.Phase;
import dev.regimen.training.Point;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether memory stays flat: the size of the process after 2,000 steps and after 20,000, in one phase. Ends with exit
 * code 1 if it grew by more than a twentieth.
 */
public final class MemoryFlat {
    /** The ratio that is still flat. */
    static final double LIMIT = 1.05;

    private static final int EARLY = 2_000;
    private static final int LATE = 20_000;

    private MemoryFlat() {}

    /**
     * What was found.
     *
     * @param early bytes after the first of the two numbers of steps
     * @param late bytes after the second
     */
    record Growth(long early, long late) {
        double ratio() {
            return (double) late / early;
        }
    }

    public static void main(String[] arguments) {
        Growth growth = measure();
        System.out.printf(
                Locale.ROOT, "%,d bytes, later %,d, ratio %.3f%n", growth.early(), growth.late(), growth.ratio());
        System.exit(growth.ratio() > LIMIT ? 1 : 0);
    }

    /** With the reference net and the numbers of steps that are promised. */
    static Growth measure() {
        return measure(Workload.CNN_32, EARLY, LATE);
    }

    /**
     * Trains.
     *
     * @param late a multiple of {@code early}
     */
    static Growth measure(Workload workload, int early, int late) {
        Map<Long, Long> sizes = new TreeMap<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void evaluated(TrainingKey key, Phase phase, Point point) {
                sizes.put(point.spent().steps(), ResidentMemory.bytes());
            }
        };
        try (SyntheticExamples examples = new SyntheticExamples(workload.fields());
                RegimenLoop loop = new RegimenLoop(workload, examples, 1, early, listener)) {
            loop.run(late);
        }
        return new Growth(sizes.get((long) early), sizes.get((long) late));
    }
}
