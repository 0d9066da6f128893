package dev.regimen.ensemble;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Ensemble selection (Caruana et al., "Ensemble Selection from Libraries of Models", ICML 2004): beginning with none,
 * the member is added that makes the mean of those chosen best on the validation examples, again and again, also one
 * that is chosen already; the best of these ensembles is kept. Best is the least cross-entropy of classes, the least
 * squared error of numbers; between equals the first member.
 *
 * @param rounds how often a member is added; 25 unless given
 */
public record GreedySelection(Integer rounds) implements CombinerSettings {
    private static final int ROUNDS = 25;

    /** @throws IllegalArgumentException if it is out of range */
    public GreedySelection {
        rounds = rounds == null ? ROUNDS : rounds;
        if (rounds < 1) {
            throw new IllegalArgumentException(
                    "rounds of greedy-selection is " + rounds + ", but must be a whole number from 1");
        }
    }

    @Override
    public int weights(int members, int classes) {
        return members;
    }

    @Override
    public Combiner fit(HeldOut heldOut) {
        Tensor given = heldOut.given();
        double[] chosen = new double[(int) given.size(0)];
        double[] best = chosen;
        double least = Double.POSITIVE_INFINITY;
        Tensor sum = torch.zeros_like(given.select(0, 0));
        for (int round = 1; round <= rounds; round++) {
            double[] errors = errors(heldOut, given, sum, round);
            int added = first(errors);
            sum.add_(given.select(0, added));
            chosen = chosen.clone();
            chosen[added]++;
            if (errors[added] < least) {
                least = errors[added];
                best = chosen;
            }
        }
        return WeightedMean.of(best);
    }

    /** What would be wrong with the mean if a member were added, for each of them. */
    private static double[] errors(HeldOut heldOut, Tensor given, Tensor sum, int round) {
        double[] errors = new double[(int) given.size(0)];
        for (int member = 0; member < errors.length; member++) {
            try (PointerScope scope = new PointerScope()) {
                errors[member] = heldOut.error(sum.add(given.select(0, member)).div(new Scalar(round)));
            }
        }
        return errors;
    }

    /** The place of the least, of equal ones the first. */
    private static int first(double[] errors) {
        int best = 0;
        for (int i = 1; i < errors.length; i++) {
            best = errors[i] < errors[best] ? i : best;
        }
        return best;
    }
}
