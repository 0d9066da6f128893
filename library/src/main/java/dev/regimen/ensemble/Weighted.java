package dev.regimen.ensemble;

import dev.regimen.metric.Answers;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A mean of the members in which those that did better on the validation examples weigh more. Of classes a member
 * weighs ln(a (C - 1) / (1 - a)), where a is its accuracy, (right + 1) / (all + 2), and C the number of classes: the
 * best weights of votes that err independently (Kuncheva, "Combining Pattern Classifiers", 2014, chapter 4); one that
 * is no better than guessing weighs nothing. Of numbers it weighs one over its mean squared error.
 */
public record Weighted() implements CombinerSettings {
    private static final double LEAST_ERROR = 1e-12;

    @Override
    public int weights(int members, int classes) {
        return members;
    }

    @Override
    public Combiner fit(HeldOut heldOut) {
        Tensor predictions = heldOut.predictions();
        Tensor weights =
                heldOut.categorical() ? ofVotes(predictions, heldOut.targets()) : ofNumbers(predictions, heldOut);
        return WeightedMean.of(weights);
    }

    private static Tensor ofVotes(Tensor predictions, Tensor targets) {
        long rows = targets.numel();
        long classes = predictions.size(-1);
        Tensor right = Answers.of(predictions).eq(targets.unsqueeze(0));
        Tensor accuracy = right.to(ScalarType.Double).sum(1).add(new Scalar(1)).div(new Scalar((double) rows + 2));
        Tensor odds = accuracy.div(accuracy.neg().add(new Scalar(1)));
        return odds.mul(new Scalar((double) classes - 1)).log().clamp_min(new Scalar(0));
    }

    private static Tensor ofNumbers(Tensor predictions, HeldOut heldOut) {
        Tensor errors = predictions
                .to(ScalarType.Double)
                .sub(heldOut.targets().unsqueeze(0))
                .square()
                .mean(1);
        return errors.clamp_min(new Scalar(LEAST_ERROR)).reciprocal();
    }
}
