package dev.regimen.learner;

import dev.regimen.data.Field;
import java.util.Optional;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.regression.ensemble.AveragingCombiner;

/**
 * Trees that each learn from a bootstrap sample and look, for every split, at some columns only (Breiman, "Random
 * Forests", 2001). The probability of a class is the part of the trees that vote for it; numbers are the mean.
 *
 * @param trees how many, at least 1; 100 unless set
 * @param maxDepth of each tree, at least 1; any unless set
 * @param minLeaf how many examples a leaf has at least; 1 unless set
 * @param columns the part of the columns that each split looks at, above 0 and below 1; unless set as many as the root
 *     of their number for classes, a third for numbers
 */
public record RandomForest(Integer trees, Optional<Integer> maxDepth, Integer minLeaf, Optional<Double> columns)
        implements Learner {
    private static final double OF_NUMBERS = 1.0 / 3;

    /** @throws IllegalArgumentException if a setting is out of range */
    public RandomForest {
        trees = Setting.atLeastOne("trees", trees, 100);
        maxDepth = Setting.atLeastOne("max-depth", maxDepth);
        minLeaf = Setting.atLeastOne("min-leaf", minLeaf, 1);
        columns = columns == null ? Optional.empty() : columns;
        columns.filter(part -> !(part > 0 && part < 1)).ifPresent(part -> {
            throw new IllegalArgumentException("columns is a number above 0 and below 1, not " + part);
        });
    }

    /** So many trees. */
    public static RandomForest of(int trees) {
        return new RandomForest(trees, null, null, null);
    }

    @Override
    public Fitted learn(Rows rows, long seed) {
        if (rows.target().categorical()) {
            double part = part(Math.sqrt(rows.columns()) / rows.columns(), rows);
            return Tribuo.classes(
                    new RandomForestTrainer<>(
                            Setting.ofClasses(maxDepth, minLeaf, part, seed), new VotingCombiner(), trees, seed),
                    rows);
        }
        double part = part(OF_NUMBERS, rows);
        return Tribuo.numbers(
                new RandomForestTrainer<>(
                        Setting.ofNumbers(maxDepth, minLeaf, part, seed), new AveragingCombiner(), trees, seed),
                rows);
    }

    /** At least one column, but never quite all: the library refuses that of a forest. */
    private double part(double unlessSet, Rows rows) {
        double least = 1.0 / rows.columns();
        return Math.min(Math.nextDown(1.0f), Math.max(least, columns.orElse(unlessSet)));
    }

    @Override
    public Fitted restore(byte[] bytes, Field target) {
        return Tribuo.restore(bytes, target);
    }
}
