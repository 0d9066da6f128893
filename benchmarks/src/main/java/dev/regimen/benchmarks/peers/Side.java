package dev.regimen.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.inference.TTest;

/**
 * What one of those measured did.
 *
 * @param peer its name
 * @param version as it says it
 * @param notMeasured why there are no rounds; null if there are
 * @param parameters trained numbers of one model; null if it does not say
 * @param peakBytes the most memory its process had; null if that is not known
 * @param seconds by round
 * @param accuracies by round; empty if nothing was trained
 */
record Side(
        String peer,
        String version,
        String notMeasured,
        Long parameters,
        Long peakBytes,
        List<Double> seconds,
        List<Double> accuracies) {
    /** Accuracies that are this close are alike, whatever a test says. */
    private static final double ALIKE = 0.01;

    private static final double ERROR = 0.01;

    Side {
        seconds = List.copyOf(seconds);
        accuracies = accuracies.stream().filter(Objects::nonNull).toList();
    }

    /** Of one that could not be measured. */
    static Side unmeasured(String peer, String reason) {
        return new Side(peer, null, reason, null, null, List.of(), List.of());
    }

    boolean measured() {
        return notMeasured == null;
    }

    double medianSeconds() {
        return Median.withDefaults().evaluate(array(seconds));
    }

    /** Not a number if nothing was trained. */
    double meanAccuracy() {
        return accuracies.isEmpty() ? Double.NaN : Mean.of(array(accuracies)).getAsDouble();
    }

    /** How many times as long this one took as the other. */
    Ratio by(Side other) {
        return Ratio.of(array(seconds), array(other.seconds));
    }

    /** Whether both did the same: models of the same size that are as good, within the noise of the rounds. */
    boolean sameWork(Side other) {
        boolean sameSize = parameters == null || other.parameters == null || parameters.equals(other.parameters);
        return sameSize && asGood(other);
    }

    private boolean asGood(Side other) {
        double difference = Math.abs(meanAccuracy() - other.meanAccuracy());
        if (Double.isNaN(difference) || difference <= ALIKE) {
            return true;
        }
        if (accuracies.size() < 2 || other.accuracies.size() < 2) {
            return false;
        }
        return TTest.withDefaults()
                        .test(array(accuracies), array(other.accuracies))
                        .getPValue()
                >= ERROR;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String toString() {
        return peer + (measured() ? " " + Arrays.toString(array(seconds)) : ": " + notMeasured);
    }
}
