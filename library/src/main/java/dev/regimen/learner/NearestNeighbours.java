package dev.regimen.learner;

import dev.regimen.data.Field;
import java.util.Optional;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;

/**
 * What the nearest examples are, by the Euclidean distance of their inputs: the probability of a class is the part of
 * them that is of it (Cover and Hart, 1967). Of classes only. It learns nothing but keeps all examples, and asks each
 * of them at every prediction.
 *
 * @param neighbours how many are asked, at least 1; 5 unless set
 */
public record NearestNeighbours(Integer neighbours) implements Learner {
    /** @throws IllegalArgumentException if there are none */
    public NearestNeighbours {
        neighbours = Setting.atLeastOne("neighbours", neighbours, 5);
    }

    @Override
    public Fitted learn(Rows rows, long seed) {
        KNNTrainer<Label> trainer = new KNNTrainer<>(
                Math.min(neighbours, rows.inputs().length),
                DistanceType.L2.getDistance(),
                1,
                new VotingCombiner(),
                KNNModel.Backend.STREAMS,
                NeighboursQueryFactoryType.BRUTE_FORCE);
        return Tribuo.classes(trainer, rows);
    }

    @Override
    public Fitted restore(byte[] bytes, Field target) {
        return Tribuo.restore(bytes, target);
    }

    /** Of numbers, the library (Tribuo 4.3.2) gives the last neighbour's where it promises their mean. */
    @Override
    public Optional<String> misfit(Field target) {
        return Setting.withoutClasses("nearest-neighbours", target);
    }
}
