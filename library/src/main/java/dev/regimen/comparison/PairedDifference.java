package dev.regimen.comparison;

/**
 * How much one contender is ahead of another in the primary metric on the test examples, seed by seed.
 *
 * @param better the one with the better mean
 * @param worse the other
 * @param difference better minus worse in the metric's own direction, so that it is positive where the metric is to be
 *     high; with its 95 % t interval, not corrected for the number of pairs
 * @param pValue of the paired t test; null with fewer than two seeds, or where a value is not a finite number
 * @param correctedPValue after Holm's correction over all pairs that are compared; null where that is
 * @param sameLabels whether both consumed the same fields as labels
 * @param verdict one sentence, only as strong as the numbers
 */
public record PairedDifference(
        String better,
        String worse,
        Estimate difference,
        Double pValue,
        Double correctedPValue,
        boolean sameLabels,
        String verdict) {}
