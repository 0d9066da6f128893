package dev.regimen.learner;

import dev.regimen.data.Field;
import java.util.Optional;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;

/**
 * Multinomial logistic regression: the softmax of one linear function for each class, by stochastic gradients with
 * AdaGrad's steps and without a penalty. Of classes only. It gives probabilities.
 *
 * @param epochs how often it goes over the examples, at least 1; 20 unless set
 * @param learningRate AdaGrad's, above 0; 0.1 unless set
 */
public record LogisticRegression(Integer epochs, Double learningRate) implements Learner {
    private static final int BATCH = 32;
    private static final double EPSILON = 1e-6;

    /** @throws IllegalArgumentException if a setting is out of range */
    public LogisticRegression {
        epochs = Setting.atLeastOne("epochs", epochs, 20);
        learningRate = learningRate == null ? 0.1 : learningRate;
        if (!(learningRate > 0) || learningRate.isInfinite()) {
            throw new IllegalArgumentException("learning-rate is a number above 0, not " + learningRate);
        }
    }

    @Override
    public Fitted learn(Rows rows, long seed) {
        AdaGrad steps = new AdaGrad(learningRate, EPSILON);
        return Tribuo.classes(new LinearSGDTrainer(new LogMulticlass(), steps, epochs, -1, BATCH, seed), rows);
    }

    @Override
    public Fitted restore(byte[] bytes, Field target) {
        return Tribuo.restore(bytes, target);
    }

    @Override
    public Optional<String> misfit(Field target) {
        return Setting.withoutClasses("logistic-regression", target);
    }
}
