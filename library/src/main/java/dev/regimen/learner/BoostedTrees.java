package dev.regimen.learner;

import dev.regimen.data.Field;
import java.util.Optional;
import org.tribuo.classification.ensemble.AdaBoostTrainer;

/**
 * Small trees one after another, each on examples weighted by how wrong those before it were, that vote with weights:
 * SAMME, which is AdaBoost for several classes (Zhu, Zou, Rosset and Hastie, 2009). Of classes only. Its probabilities
 * are shares of votes, and less sure than it is right.
 *
 * @param trees how many at most, at least 1; 50 unless set
 * @param maxDepth of each, at least 1; 6 unless set
 */
public record BoostedTrees(Integer trees, Integer maxDepth) implements Learner {
    /** @throws IllegalArgumentException if a setting is out of range */
    public BoostedTrees {
        trees = Setting.atLeastOne("trees", trees, 50);
        maxDepth = Setting.atLeastOne("max-depth", maxDepth, 6);
    }

    @Override
    public Fitted learn(Rows rows, long seed) {
        return Tribuo.classes(
                new AdaBoostTrainer(Setting.ofClasses(Optional.of(maxDepth), 1, 1, seed), trees, seed), rows);
    }

    @Override
    public Fitted restore(byte[] bytes, Field target) {
        return Tribuo.restore(bytes, target);
    }

    @Override
    public Optional<String> misfit(Field target) {
        return Setting.withoutClasses("boosted-trees", target);
    }
}
