package dev.regimen.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * How predictions are read as strings of classes, where there is not one answer for each target. Two predictors may
 * read the same and place it differently: only what is read can be compared.
 */
public interface Reading {
    /**
     * What is read.
     *
     * @param prediction what the head predicts, {@code [batch, …]}
     * @return classes {@code [batch, most]}, int64, each string followed by {@link dev.regimen.data.Field#UNLABELLED}
     */
    Tensor strings(Tensor prediction);

    /**
     * How probable strings are to a prediction.
     *
     * @param prediction what the head predicts, {@code [batch, …]}
     * @param strings classes {@code [batch, any]}; where unlabelled there is nothing
     * @return natural logarithms {@code [batch]}, minus infinity where a string cannot be
     */
    Tensor logProbabilities(Tensor prediction, Tensor strings);
}
