package dev.regimen.learner;

import dev.regimen.data.Field;
import java.util.Optional;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.common.tree.DecisionTreeTrainer;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** Checks of settings, and trees, that several learners have. */
final class Setting {
    private Setting() {}

    static int atLeastOne(String key, Integer value, int unlessSet) {
        int number = value == null ? unlessSet : value;
        if (number < 1) {
            throw new IllegalArgumentException(key + " is a whole number from 1, not " + number);
        }
        return number;
    }

    static Optional<Integer> atLeastOne(String key, Optional<Integer> value) {
        Optional<Integer> number = value == null ? Optional.empty() : value;
        number.ifPresent(given -> atLeastOne(key, given, given));
        return number;
    }

    static Optional<String> withoutClasses(String learner, Field target) {
        return target.categorical()
                ? Optional.empty()
                : Optional.of(learner + " learns classes, but the target is " + target);
    }

    /** @param part of the columns that are looked at for a split, above 0 and up to 1 */
    static DecisionTreeTrainer<Label> ofClasses(Optional<Integer> maxDepth, int minLeaf, double part, long seed) {
        return new CARTClassificationTrainer(
                maxDepth.orElse(Integer.MAX_VALUE), minLeaf, 0, (float) part, false, new GiniIndex(), seed);
    }

    /** The same of numbers. */
    static DecisionTreeTrainer<Regressor> ofNumbers(Optional<Integer> maxDepth, int minLeaf, double part, long seed) {
        return new CARTRegressionTrainer(
                maxDepth.orElse(Integer.MAX_VALUE), minLeaf, 0, (float) part, false, new MeanSquaredError(), seed);
    }
}
