package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.learner.Learner;
import dev.regimen.learner.RandomForest;
import dev.regimen.training.Learned;
import dev.regimen.training.Trainer;
import java.util.List;
import java.util.Optional;

/**
 * A learner that is not neural, in the model's place: a baseline by itself, or a member of an ensemble. It reads the
 * fields that the model reads on its way to the final output, as one row of numbers, and learns the final target; at
 * seams it says nothing.
 *
 * <p>It is given examples as a phase is, in the same order and with the same sampling, but each at most once: as many
 * as the budget allows, or all there are. So many count as spent, and their labels as consumed, however often the
 * learner looks at each; how hard it works is told by the seconds.
 *
 * @param learner what learns; a random forest unless set
 * @param examples how many to learn from at most, at least 1; any number unless set
 */
public record Classical(Learner learner, Optional<Integer> examples) implements Regimen {
    /** @throws IllegalArgumentException if there is nothing to learn from */
    public Classical {
        learner = learner == null ? new RandomForest(null, null, null, null) : learner;
        examples = examples == null ? Optional.empty() : examples;
        examples.filter(number -> number < 1).ifPresent(number -> {
            throw new IllegalArgumentException("examples is a whole number from 1, not " + number);
        });
    }

    /** From all examples that there are. */
    public static Classical of(Learner learner) {
        return new Classical(learner, null);
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        Learned learned = trainer.learn(learner, budget, examples);
        return new TrainingResult(
                learned.predictor(),
                List.of(learned.report()),
                List.of(),
                learned.report().stop());
    }
}
