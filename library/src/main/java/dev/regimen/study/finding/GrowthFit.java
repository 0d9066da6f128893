package dev.regimen.study.finding;

import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/**
 * A law fitted to the mean logarithms of costs by least squares, one for each length and all of the same weight: seeds
 * of one length say the same about a law, so that to count each would make any law look certain.
 *
 * @param level the logarithm of the cost at the least number of modules
 * @param growth with its 95 % interval from {@code low} to {@code high}, by Student's t (of the linear law, which is
 *     not linear in it, in the neighbourhood of the best)
 * @param criterion Akaike's for few values (AICc; Hurvich and Tsai, Biometrika 1989): the less, the better; null with
 *     fewer than {@link #FEWEST_TO_COMPARE}
 */
public record GrowthFit(GrowthLaw law, double level, double growth, double low, double high, Double criterion) {
    /** The fewest values from which an interval can be had. */
    public static final int FEWEST = 3;

    /** The fewest for which there is a criterion: it has one more number, the variance. */
    public static final int FEWEST_TO_COMPARE = 5;

    private static final int NUMBERS = 2;
    private static final double QUANTILE = 0.975;
    private static final int ITERATIONS = 1_000;
    private static final double SINGULAR = 1e-14;

    /**
     * What trainings of one length cost.
     *
     * @param logarithm of the examples, the mean over seeds
     */
    public record Value(double modules, double logarithm) {}

    /** @throws IllegalArgumentException with fewer values than {@link #FEWEST} */
    public static GrowthFit of(GrowthLaw law, List<Value> values) {
        if (values.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "a law of growth is fitted to at least " + FEWEST + " values, not " + values.size());
        }
        double[] costs = values.stream().mapToDouble(Value::logarithm).toArray();
        double most = values.stream().mapToDouble(Value::modules).max().orElseThrow();
        double least = values.stream().mapToDouble(Value::modules).min().orElseThrow();
        Optimum best = new LevenbergMarquardtOptimizer()
                .optimize(new LeastSquaresBuilder()
                        .start(new double[] {costs[0], 0})
                        .model(model(law, values, least))
                        .target(costs)
                        .parameterValidator(point -> admissible(point, law.leastGrowth(most, least)))
                        .maxEvaluations(ITERATIONS)
                        .maxIterations(ITERATIONS)
                        .build());
        double squares = best.getResiduals().dotProduct(best.getResiduals());
        int free = costs.length - NUMBERS;
        double error = best.getSigma(SINGULAR).getEntry(1) * Math.sqrt(squares / free);
        double reach = new TDistribution(free).inverseCumulativeProbability(QUANTILE) * error;
        double growth = best.getPoint().getEntry(1);
        return new GrowthFit(
                law,
                best.getPoint().getEntry(0),
                growth,
                growth - reach,
                growth + reach,
                criterion(squares, costs.length));
    }

    private static Double criterion(double squares, int count) {
        if (count < FEWEST_TO_COMPARE) {
            return null;
        }
        int numbers = NUMBERS + 1;
        return count * Math.log(squares / count)
                + 2.0 * numbers
                + 2.0 * numbers * (numbers + 1) / (count - numbers - 1);
    }

    private static MultivariateJacobianFunction model(GrowthLaw law, List<Value> values, double least) {
        return point -> {
            RealVector logarithms = new ArrayRealVector(values.size());
            RealMatrix slopes = new Array2DRowRealMatrix(values.size(), NUMBERS);
            for (int i = 0; i < values.size(); i++) {
                double modules = values.get(i).modules();
                logarithms.setEntry(i, point.getEntry(0) + law.grown(point.getEntry(1), modules, least));
                slopes.setEntry(i, 0, 1);
                slopes.setEntry(i, 1, law.slope(point.getEntry(1), modules, least));
            }
            return new Pair<>(logarithms, slopes);
        };
    }

    private static RealVector admissible(RealVector point, double least) {
        RealVector inside = point.copy();
        inside.setEntry(1, Math.max(least, point.getEntry(1)));
        return inside;
    }
}
