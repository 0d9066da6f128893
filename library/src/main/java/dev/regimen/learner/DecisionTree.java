package dev.regimen.learner;

import dev.regimen.data.Field;
import java.util.Optional;

/**
 * A binary tree of questions about single inputs, grown by what divides best: by the Gini index for classes, by the
 * squared error for numbers (Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984). Not
 * pruned. Probabilities are the parts of classes in the leaf.
 *
 * @param maxDepth how many questions one after another at most, at least 1; any number unless set
 * @param minLeaf how many examples a leaf has at least; 1 unless set
 */
public record DecisionTree(Optional<Integer> maxDepth, Integer minLeaf) implements Learner {
    /** @throws IllegalArgumentException if a setting is out of range */
    public DecisionTree {
        maxDepth = Setting.atLeastOne("max-depth", maxDepth);
        minLeaf = Setting.atLeastOne("min-leaf", minLeaf, 1);
    }

    @Override
    public Fitted learn(Rows rows, long seed) {
        return rows.target().categorical()
                ? Tribuo.classes(Setting.ofClasses(maxDepth, minLeaf, 1, seed), rows)
                : Tribuo.numbers(Setting.ofNumbers(maxDepth, minLeaf, 1, seed), rows);
    }

    @Override
    public Fitted restore(byte[] bytes, Field target) {
        return Tribuo.restore(bytes, target);
    }
}
