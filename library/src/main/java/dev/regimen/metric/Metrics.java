package dev.regimen.metric;

import java.util.List;

/** The metrics that are measured unless others are asked for. */
public final class Metrics {
    /**
     * For a class of every pixel mean intersection over union, which background alone does not make high; for classes
     * accuracy and cross-entropy; for real numbers mean squared error, mean absolute error and R². The first that suits
     * a target is the one to choose by.
     */
    public static final List<Metric> DEFAULTS = List.of(
            new MeanIou(false),
            new Accuracy(),
            new NegativeLogLikelihood(),
            new MeanSquaredError(),
            new MeanAbsoluteError(),
            new RSquared());

    /** Those of whole strings, as they are read, beside them where a head predicts such. */
    public static final List<Metric> OF_STRINGS = List.of(new SequenceAccuracy(), new CharacterErrorRate());

    private Metrics() {}

    /**
     * Whether a metric of this name gives fractions from 0 to 1, which people read in percent.
     *
     * @param name with or without that of its head
     */
    public static boolean isFraction(String name) {
        return name.endsWith("accuracy")
                || name.endsWith("auroc")
                || name.endsWith("calibration-error")
                || name.endsWith("coverage")
                || name.endsWith("f1")
                || name.endsWith("iou")
                || name.startsWith("iou.")
                || name.contains(".iou.");
    }

    /** Whether a metric of this name, with or without that of its head, is 0 or more, and may be more than 1. */
    public static boolean isNeverNegative(String name) {
        return name.endsWith("cross-entropy")
                || name.endsWith("brier-score")
                || name.endsWith("-error")
                || name.endsWith("-error-rate");
    }
}
