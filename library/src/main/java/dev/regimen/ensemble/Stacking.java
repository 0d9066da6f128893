package dev.regimen.ensemble;

/**
 * Stacked generalization (Wolpert 1992; Breiman, "Stacked Regressions", 1996): a small model that is trained on what
 * the members say of the validation examples, which none of them was trained on. For classes it is a multinomial
 * logistic regression on the members' logits with a weight for each member and a shift for each class; for numbers a
 * linear regression with a weight for each member and one shift. Its penalty pulls towards the plain mean.
 *
 * @param penalty how strongly: it multiplies the squared distance of weights and shifts from those of the mean, beside
 *     the mean loss; above 0, 0.001 unless given
 */
public record Stacking(Double penalty) implements CombinerSettings {
    /** @throws IllegalArgumentException if it is out of range */
    public Stacking {
        penalty = penalty == null ? 1e-3 : penalty;
        if (!(penalty > 0) || penalty.isInfinite()) {
            throw new IllegalArgumentException("penalty of stacking is " + penalty + ", but must be a number above 0");
        }
    }

    @Override
    public int weights(int members, int classes) {
        return members + Math.max(1, classes);
    }

    @Override
    public long mostLabels(int members, int classes) {
        return classes == 0 ? Long.MAX_VALUE : LogisticStack.mostLabels(members, classes);
    }

    @Override
    public Combiner fit(HeldOut heldOut) {
        return heldOut.categorical() ? LogisticStack.fit(heldOut, penalty) : LinearStack.fit(heldOut, penalty);
    }
}
