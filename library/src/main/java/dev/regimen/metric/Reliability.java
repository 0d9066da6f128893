package dev.regimen.metric;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * How often predictions of classes are right, by the probability that they give their class: what a reliability diagram
 * shows (Guo et al., ICML 2017).
 *
 * @param bins of equal width, from probability 0 to 1
 */
public record Reliability(List<Bin> bins) {
    private static final CalibrationError ERROR = new CalibrationError(null);

    /** Of no predictions so far. */
    public static final Reliability NONE = new Reliability(
            IntStream.range(0, ERROR.bins()).mapToObj(bin -> new Bin(0, 0, 0)).toList());

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * The predictions whose probability falls into a bin.
     *
     * @param count how many there are
     * @param probabilities the sum of what they give their class
     * @param right how many of them are right
     */
    public record Bin(long count, double probabilities, long right) {
        /** Both together. */
        public Bin plus(Bin other) {
            return new Bin(count + other.count, probabilities + other.probabilities, right + other.right);
        }
    }

    /**
     * With those of a batch.
     *
     * @param prediction probabilities {@code [batch, …, classes]}
     * @param target {@code [batch, …]}
     */
    public Reliability plus(Tensor prediction, Tensor target) {
        double[] sums = ERROR.observe(prediction, target);
        return plus(new Reliability(IntStream.range(0, ERROR.bins())
                .map(bin -> bin * CalibrationError.COUNTS)
                .mapToObj(at -> new Bin(Math.round(sums[at]), sums[at + 1], Math.round(sums[at + 2])))
                .toList()));
    }

    /** Both together. */
    public Reliability plus(Reliability other) {
        return new Reliability(IntStream.range(0, bins.size())
                .mapToObj(bin -> bins.get(bin).plus(other.bins.get(bin)))
                .toList());
    }
}
