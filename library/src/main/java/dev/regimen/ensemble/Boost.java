package dev.regimen.ensemble;

import dev.regimen.data.Dataset;
import dev.regimen.metric.Answers;
import dev.regimen.objective.Head;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Predictor;
import dev.regimen.task.Sampling;
import dev.regimen.task.Task;
import dev.regimen.task.WeightedBootstrap;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What boosting has come to: how much each training example weighs, and each member's vote (SAMME: Zhu, Zou, Rosset and
 * Hastie, "Multi-class AdaBoost", Statistics and Its Interface 2009, algorithm 2). A member that is no better than
 * chance has no vote, and all examples weigh alike again after it.
 */
public final class Boost {
    /** Who makes no mistake decides alone, but has not an infinite vote. */
    private static final double LEAST = 1e-10;

    private final Dataset training;
    private final Head head;
    private final int classes;
    private final double[] weights;
    private final List<Double> votes = new ArrayList<>();

    /**
     * Of no members so far.
     *
     * @throws IllegalArgumentException if examples are not of one class each, or are made only when they are seen
     */
    public Boost(Task task) {
        head = task.finalHead();
        training = task.examples()
                .trainingSet()
                .orElseThrow(() -> new IllegalArgumentException(
                        "boosting needs training examples that are there to be weighed, but these are made when they"
                                + " are seen"));
        if (task.objective().heads().size() != 1
                || !task.target(head).categorical()
                || task.target(head).shape().rank() > 0) {
            throw new IllegalArgumentException("boosting needs one final target, a class of each example, but '"
                    + head.target() + "' is " + task.target(head));
        }
        classes = task.target(head).classes().size();
        weights = new double[(int) training.size()];
        Arrays.fill(weights, 1.0 / weights.length);
    }

    /** How the next member's examples are drawn. */
    public Sampling sampling() {
        return new WeightedBootstrap(Arrays.stream(weights).boxed().toList());
    }

    /** How the members' votes are counted. */
    public CombinerSettings combiner() {
        return new BoostedVote(votes);
    }

    /** Looks at a member's mistakes in all training examples. */
    public void add(Predictor member) {
        List<Boolean> right = Evaluation.fold(training, new ArrayList<>(), (all, batch) -> {
            Tensor winners = Answers.of(member.predict(batch).of(head.of()));
            for (long one :
                    TensorData.toLongs(winners.eq(batch.value(head.target())).to(winners.scalar_type()))) {
                all.add(one == 1);
            }
            return all;
        });
        double error = 0;
        for (int i = 0; i < weights.length; i++) {
            error += right.get(i) ? 0 : weights[i];
        }
        double vote = Math.log((1 - error) / Math.max(error, LEAST)) + Math.log(classes - 1.0);
        votes.add(Math.max(0, vote));
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = vote > 0 ? weights[i] * (right.get(i) ? 1 : Math.exp(vote)) : 1;
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
    }

    /** Of the members so far, from 0 up. */
    public List<Double> votes() {
        return List.copyOf(votes);
    }
}
