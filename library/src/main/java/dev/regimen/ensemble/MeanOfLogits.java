package dev.regimen.ensemble;

import dev.regimen.data.Field;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The softmax of the mean of the members' logits, which is their geometric mean of probabilities: a class that one
 * member holds impossible is hardly possible. Probabilities below 1e-12 count as 1e-12.
 */
public record MeanOfLogits() implements CombinerSettings {
    private static final double LEAST = 1e-12;

    @Override
    public Combiner fit(HeldOut heldOut) {
        return probabilities -> logits(probabilities).mean(0).softmax(-1);
    }

    @Override
    public Optional<String> misfit(Field target) {
        return Ballots.withoutClasses("mean-of-logits", target);
    }

    /** Up to a number that is the same for all classes, which a softmax does not see. */
    static Tensor logits(Tensor probabilities) {
        return probabilities.clamp_min(new Scalar(LEAST)).log();
    }
}
