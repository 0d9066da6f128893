package dev.regimen.study;

import dev.regimen.diagnosis.GradientSignal;
import java.util.List;

/**
 * What was measured of the gradients along a training.
 *
 * @param before of the untrained model, apart from its training and from more examples; empty if that was not asked for
 * @param along in the order of the training; of a control's only at the beginning and at the end of where its module is
 *     trained alone
 * @param others what the system had reached on validation examples before a control's module was drawn anew; null if
 *     there is no such module, or the others diverged
 */
public record SignalResult(SignalPlan plan, List<GradientSignal> before, List<Point> along, Double others) {
    public SignalResult {
        before = List.copyOf(before);
        along = List.copyOf(along);
    }

    /**
     * What was measured at once.
     *
     * @param examples that the phase had trained the model on before
     */
    public record Point(long examples, List<GradientSignal> signals) {
        public Point {
            signals = List.copyOf(signals);
        }
    }
}
