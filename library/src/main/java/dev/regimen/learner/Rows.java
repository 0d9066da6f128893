package dev.regimen.learner;

import dev.regimen.data.Field;

/**
 * Examples to learn from.
 *
 * @param inputs {@code [rows][inputs]}
 * @param targets {@code [rows]}: indices of classes, or numbers
 * @param target what these are
 */
public record Rows(double[][] inputs, double[] targets, Field target) {
    /** @throws IllegalArgumentException if there are none, or a number is not finite */
    public Rows {
        if (inputs.length == 0 || inputs.length != targets.length) {
            throw new IllegalArgumentException(
                    inputs.length + " rows of inputs and " + targets.length + " targets are nothing to learn from");
        }
        for (double[] row : inputs) {
            for (double number : row) {
                if (!Double.isFinite(number)) {
                    throw new IllegalArgumentException("the inputs have a number that is not finite: " + number);
                }
            }
        }
    }

    int columns() {
        return inputs[0].length;
    }
}
