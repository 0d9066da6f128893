package dev.regimen.benchmarks;

import dev.regimen.model.Model;
import dev.regimen.training.TrainingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What part of what a processor can do the steps of the reference CNN do: their floating-point operations per second by
 * those of the best product of two square matrices. One thread, both in turns.
 */
final class PeakBenchmark {
    private static final Workload WORKLOAD = Workload.CNN_128;
    private static final int[] SIZES = {256, 512, 1_024};
    private static final double SECONDS = 0.5;

    /** 3 x 3 kernels of one channel to 16, at 26 x 26 places: nobody needs the gradient with respect to an image. */
    private static final double TOWARDS_IMAGES = 2.0 * 9 * 16 * 26 * 26;

    private PeakBenchmark() {}

    /**
     * What was found.
     *
     * @param parts of the peak, sorted; one for each time that both were measured
     * @param peak the best floating-point operations per second of a product
     * @param steps the best of training
     */
    record Found(List<Double> parts, double peak, double steps) {
        double median() {
            return parts.get(parts.size() / 2);
        }
    }

    /**
     * @param steps how long a training is
     * @param pairs how many times both are measured
     */
    static Found measure(int steps, int pairs) {
        List<Double> parts = new ArrayList<>();
        double peak = 0;
        double best = 0;
        try (SyntheticExamples examples = new SyntheticExamples(WORKLOAD.fields());
                RegimenLoop loop = new RegimenLoop(WORKLOAD, examples, 1, steps, TrainingListener.SILENT)) {
            double operations = operations() * WORKLOAD.batch() * steps;
            loop.run(steps); // to warm up
            for (int i = 0; i < pairs; i++) {
                double product = product();
                long begun = System.nanoTime();
                loop.run(steps);
                double training = operations / ((System.nanoTime() - begun) / 1e9);
                parts.add(training / product);
                peak = Math.max(peak, product);
                best = Math.max(best, training);
            }
        }
        Collections.sort(parts);
        return new Found(parts, peak, best);
    }

    /** Of one example: the way there, and two ways back, to weights and to inputs. */
    static double operations() {
        try (Model model = WORKLOAD.spec().create(WORKLOAD.fields(), 1)) {
            double forward =
                    WORKLOAD.spec().names().stream().mapToDouble(model::flops).sum();
            return 3 * forward - TOWARDS_IMAGES;
        }
    }

    /** Floating-point operations per second of the size that does best. */
    private static double product() {
        double best = 0;
        for (int size : SIZES) {
            try (PointerScope scope = new PointerScope()) {
                Tensor left = torch.ones(size, size);
                Tensor right = torch.ones(size, size);
                Tensor result = torch.mm(left, right);
                long begun = System.nanoTime();
                long count = 0;
                while (System.nanoTime() - begun < SECONDS * 1e9) {
                    torch.mm_out(result, left, right);
                    count++;
                }
                best = Math.max(best, 2.0 * size * size * size * count / ((System.nanoTime() - begun) / 1e9));
            }
        }
        return best;
    }
}
