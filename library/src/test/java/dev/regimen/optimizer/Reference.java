package dev.regimen.optimizer;

import java.util.HashMap;
import java.util.Map;

/** The optimizers' equations, one number at a time, in double precision. */
final class Reference {
    private Reference() {}

    /** What is remembered of one number. */
    static final class Memory {
        int step;
        final Map<String, Double> values = new HashMap<>();

        double of(String name) {
            return values.getOrDefault(name, 0.0);
        }

        double set(String name, double value) {
            values.put(name, value);
            return value;
        }
    }

    interface Rule {
        /** The number after a step. */
        double move(double p, double gradient, Memory memory, double rate);
    }

    static Rule adam(double beta1, double beta2, double epsilon, double decay) {
        return (p, gradient, memory, rate) ->
                p - rate * adamDirection(gradient + decay * p, memory, beta1, beta2, epsilon);
    }

    static Rule adamW(double beta1, double beta2, double epsilon, double decay) {
        return (p, gradient, memory, rate) ->
                p - rate * decay * p - rate * adamDirection(gradient, memory, beta1, beta2, epsilon);
    }

    private static double adamDirection(double g, Memory memory, double beta1, double beta2, double epsilon) {
        memory.step++;
        double mean = memory.set("mean", beta1 * memory.of("mean") + (1 - beta1) * g);
        double square = memory.set("square", beta2 * memory.of("square") + (1 - beta2) * g * g);
        double unbiasedMean = mean / (1 - Math.pow(beta1, memory.step));
        double unbiasedSquare = square / (1 - Math.pow(beta2, memory.step));
        return unbiasedMean / (Math.sqrt(unbiasedSquare) + epsilon);
    }

    static Rule sgd(double momentum, double dampening, boolean nesterov, double decay) {
        return (p, gradient, memory, rate) -> {
            double g = gradient + decay * p;
            double velocity = ++memory.step == 1 ? g : momentum * memory.of("velocity") + (1 - dampening) * g;
            memory.set("velocity", velocity);
            return p - rate * (nesterov ? g + momentum * velocity : velocity);
        };
    }

    static Rule rmsProp(double alpha, double epsilon, double momentum, boolean centered, double decay) {
        return (p, gradient, memory, rate) -> {
            double g = gradient + decay * p;
            double square = memory.set("square", alpha * memory.of("square") + (1 - alpha) * g * g);
            double mean = memory.set("mean", alpha * memory.of("mean") + (1 - alpha) * g);
            double variance = centered ? square - mean * mean : square;
            double move = momentum * memory.of("move") + g / (Math.sqrt(variance) + epsilon);
            return p - rate * memory.set("move", move);
        };
    }
}
