package dev.regimen.benchmarks;

import dev.regimen.training.TrainingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long one training takes whose steps one thread computes, beside the same with several: in turns, so that what
 * else the machine does hits both. Each repetition must end with the same weights, to the last bit.
 */
final class ThreadsBenchmark {
    private static final int WARM_UP = 3;

    private ThreadsBenchmark() {}

    /**
     * What was found.
     *
     * @param ratios one thread's time by that of several, sorted; one for each pair
     * @param one seconds of a step in the fastest training by one thread
     * @param several the same by several
     */
    record Found(List<Double> ratios, double one, double several) {
        double median() {
            return ratios.get(ratios.size() / 2);
        }
    }

    /**
     * @param pairs how many times both are timed
     * @throws IllegalStateException if weights differ from those of the first time
     */
    static Found measure(Workload workload, int steps, int threads, int pairs) {
        List<Double> ratios = new ArrayList<>();
        List<Training> first = new ArrayList<>();
        double one = Double.MAX_VALUE;
        double several = Double.MAX_VALUE;
        try (SyntheticExamples examples = new SyntheticExamples(workload.fields())) {
            for (int i = 0; i < WARM_UP + pairs; i++) {
                boolean aloneFirst = i % 2 == 0; // nobody always comes after the same
                Training before = train(workload, examples, steps, aloneFirst ? 1 : threads);
                Training after = train(workload, examples, steps, aloneFirst ? threads : 1);
                Training alone = aloneFirst ? before : after;
                Training divided = aloneFirst ? after : before;
                if (i == 0) {
                    first.addAll(List.of(alone, divided));
                }
                requireSame(workload, first.get(0), alone);
                requireSame(workload, first.get(1), divided);
                if (i >= WARM_UP) {
                    ratios.add(alone.seconds() / divided.seconds());
                    one = Math.min(one, alone.seconds());
                    several = Math.min(several, divided.seconds());
                }
            }
        }
        Collections.sort(ratios);
        return new Found(ratios, one / steps, several / steps);
    }

    /** @param weights their checksum */
    private record Training(double seconds, long weights) {}

    private static Training train(Workload workload, SyntheticExamples examples, int steps, int threads) {
        try (RegimenLoop loop = new RegimenLoop(workload, examples, 1, steps, TrainingListener.SILENT, threads)) {
            long begun = System.nanoTime();
            loop.run(steps);
            return new Training((System.nanoTime() - begun) / 1e9, loop.checksum());
        }
    }

    private static void requireSame(Workload workload, Training first, Training again) {
        if (again.weights() != first.weights()) {
            throw new IllegalStateException(
                    workload + ": the weights are " + again.weights() + ", but were " + first.weights() + " at first");
        }
    }
}
