package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;

/** Times predictions. */
public final class Latency {
    private static final int WARM_UP = 5;
    private static final int TIMED = 21;
    private static final double NANOSECONDS = 1e9;

    private Latency() {}

    /** How long the prediction of one example takes: the median of several, one at a time, on one thread. */
    public static double seconds(Predictor predictor, Dataset data) {
        double[] seconds = new double[WARM_UP + TIMED];
        for (int i = 0; i < seconds.length; i++) {
            try (PointerScope scope = new PointerScope()) {
                Batch one = data.slice(i % data.size(), 1);
                long before = System.nanoTime();
                predictor.predict(one);
                seconds[i] = (System.nanoTime() - before) / NANOSECONDS;
            }
        }
        double[] timed = Arrays.copyOfRange(seconds, WARM_UP, seconds.length);
        Arrays.sort(timed);
        return timed[TIMED / 2];
    }
}
