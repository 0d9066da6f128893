package dev.regimen.study;

import dev.regimen.diagnosis.GradientSignal;
import java.util.List;

/**
 * What was measured of the gradients along a training.
 *
 * @param points in the order of the training
 */
public record SignalResult(SignalPlan plan, List<Point> points) {
    public SignalResult {
        points = List.copyOf(points);
    }

    /**
     * What was measured at once.
     *
     * @param examples that the model had been trained on before
     */
    public record Point(long examples, List<GradientSignal> signals) {
        public Point {
            signals = List.copyOf(signals);
        }
    }
}
