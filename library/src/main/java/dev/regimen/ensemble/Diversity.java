package dev.regimen.ensemble;

import dev.regimen.metric.Answers;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Counts how differently members predict, batch by batch.
 *
 * <p>Of classes: <b>disagreement</b>, the part of examples that two members give different classes (Fort, Hu and
 * Lakshminarayanan, 2019); <b>double-fault</b>, the part that both get wrong, and <b>error-correlation</b>, the
 * correlation of being right (Kuncheva and Whitaker, Machine Learning 2003, table 1); <b>kappa</b>, Cohen's, the
 * agreement beyond that of chance (Margineantu and Dietterich, ICML 1997). Of numbers error-correlation alone, of their
 * errors. What is not defined for a pair, such as a correlation with a member that is never wrong, is left out of the
 * mean, and not a number if no pair has it.
 */
final class Diversity {
    static final String DISAGREEMENT = "disagreement";
    static final String DOUBLE_FAULT = "double-fault";
    static final String KAPPA = "kappa";
    static final String ERROR_CORRELATION = "error-correlation";

    private final int members;
    private double examples;
    /** Of being right (1 or 0), or of errors: the sums, and the sums of products of every two members. */
    private final double[] sums;

    private final double[][] products;
    private final double[][] agreed;
    private double[][] said;

    Diversity(int members) {
        this.members = members;
        sums = new double[members];
        products = new double[members][members];
        agreed = new double[members][members];
    }

    /**
     * @param predictions {@code [members, rows, classes]} or {@code [members, rows]}
     * @param target {@code [rows]}
     */
    void observe(Tensor predictions, Tensor target) {
        examples += target.numel();
        Tensor errors;
        if (predictions.dim() > 2) {
            Tensor winners = Answers.of(predictions);
            errors = winners.eq(target).to(ScalarType.Double);
            count(winners, (int) predictions.size(2));
        } else {
            errors = predictions.sub(target).to(ScalarType.Double);
        }
        double[] more = TensorData.toDoubles(errors.sum(1));
        double[] pairs = TensorData.toDoubles(errors.matmul(errors.t()));
        for (int i = 0; i < members; i++) {
            sums[i] += more[i];
            for (int j = 0; j < members; j++) {
                products[i][j] += pairs[i * members + j];
            }
        }
    }

    private void count(Tensor winners, int classes) {
        said = said == null ? new double[members][classes] : said;
        for (int i = 0; i < members; i++) {
            Tensor own = winners.select(0, i);
            add(agreed[i], TensorData.toLongs(winners.eq(own).sum(1)));
            Tensor given = own.masked_select(own.ne(new Scalar(Answers.NONE)));
            add(said[i], TensorData.toLongs(torch.bincount(given, new TensorOptional(), classes)));
        }
    }

    private static void add(double[] sums, long[] more) {
        Arrays.setAll(sums, i -> sums[i] + more[i]);
    }

    /** Means over all pairs, by name. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (members > 1 && said != null) {
            values.put(DISAGREEMENT, mean((i, j) -> 1 - agreed[(int) i][(int) j] / examples));
            values.put(DOUBLE_FAULT, mean((i, j) -> bothWrong((int) i, (int) j) / examples));
            values.put(KAPPA, mean((i, j) -> kappa((int) i, (int) j)));
        }
        if (members > 1 && examples > 0) {
            values.put(ERROR_CORRELATION, mean((i, j) -> correlation((int) i, (int) j)));
        }
        return values;
    }

    private double bothWrong(int i, int j) {
        return examples - sums[i] - sums[j] + products[i][j];
    }

    private double kappa(int i, int j) {
        double byChance = 0;
        for (int c = 0; c < said[i].length; c++) {
            byChance += said[i][c] / examples * (said[j][c] / examples);
        }
        return (agreed[i][j] / examples - byChance) / (1 - byChance);
    }

    private double correlation(int i, int j) {
        double covariance = examples * products[i][j] - sums[i] * sums[j];
        return covariance / Math.sqrt(variance(i) * variance(j));
    }

    private double variance(int i) {
        return examples * products[i][i] - sums[i] * sums[i];
    }

    private double mean(DoubleBinaryOperator ofPair) {
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < members; i++) {
            for (int j = i + 1; j < members; j++) {
                double value = ofPair.applyAsDouble(i, j);
                if (Double.isFinite(value)) {
                    sum += value;
                    defined++;
                }
            }
        }
        return defined == 0 ? Double.NaN : sum / defined;
    }
}
