package dev.regimen.ensemble;

import dev.regimen.torch.TensorData;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A multinomial logistic regression on the members' logits.
 *
 * @param weights of the members, and then the shift of each class
 */
record LogisticStack(double[] weights, int members) implements Combiner {
    /** So many numbers are enough to fit a handful of weights, and need no more than some hundred MB. */
    private static final long MOST_NUMBERS = 5_000_000;

    private static final int STEPS = 50;
    private static final int HALVINGS = 30;
    private static final double CLOSE = 1e-9;

    @Override
    public Tensor combine(Tensor memberOutputs) {
        Tensor logits = MeanOfLogits.logits(memberOutputs);
        float[] shifts = new float[weights.length - members];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (float) weights[members + i];
        }
        Tensor sum = TensorData.floats(shifts, shifts.length);
        for (int member = 0; member < members; member++) {
            sum = logits.select(0, member).mul(new Scalar(weights[member])).add(sum);
        }
        return sum.softmax(-1);
    }

    static LogisticStack fit(HeldOut heldOut, double penalty) {
        Tensor all = heldOut.predictions();
        int members = (int) all.size(0);
        long classes = all.size(2);
        long rows = all.size(1);
        Tensor logits = MeanOfLogits.logits(all.to(ScalarType.Double));
        Tensor shifts = torch.eye(classes).to(ScalarType.Double).unsqueeze(0).expand(rows, classes, classes);
        Tensor features = torch.cat(new TensorVector(logits.permute(1, 2, 0), shifts), 2); // [rows, classes, weights]
        Fit fit = new Fit(
                features,
                torch.one_hot(heldOut.targets(), classes).to(ScalarType.Double),
                mean(members, classes),
                penalty);
        return new LogisticStack(fit.weights(), members);
    }

    /** How many labels a fit looks at at most. */
    static long mostLabels(int members, int classes) {
        return MOST_NUMBERS / classes / (members + classes);
    }

    /** Weights of the plain mean of logits. */
    private static Tensor mean(int members, long classes) {
        Tensor each = torch.ones(members).to(ScalarType.Double).div(new Scalar((double) members));
        return torch.cat(new TensorVector(each, torch.zeros(classes).to(ScalarType.Double)), 0);
    }

    /**
     * Newton's method: the loss is convex, and a step that would make it greater is halved.
     *
     * @param features {@code [rows, classes, weights]}
     * @param targets {@code [rows, classes]}
     * @param start {@code [weights]}, which the penalty pulls towards
     */
    private record Fit(Tensor features, Tensor targets, Tensor start, double penalty) {
        double[] weights() {
            double[] weights = TensorData.toDoubles(start);
            for (int step = 0; step < STEPS; step++) {
                double[] next;
                try (PointerScope scope = new PointerScope()) { // what a step makes is as large as the features
                    next = next(Tensor.create(weights));
                }
                double moved = 0;
                for (int i = 0; i < next.length; i++) {
                    moved = Math.max(moved, Math.abs(next[i] - weights[i]));
                }
                weights = next;
                if (moved < CLOSE) {
                    break;
                }
            }
            return weights;
        }

        private double[] next(Tensor weights) {
            Tensor move = torch.linalg_solve(hessian(weights), gradient(weights));
            double before = loss(weights);
            Tensor next = weights.sub(move);
            for (int i = 0; i < HALVINGS && !(loss(next) <= before); i++) {
                move = move.div(new Scalar(2));
                next = weights.sub(move);
            }
            return TensorData.toDoubles(loss(next) <= before ? next : weights);
        }

        private double loss(Tensor weights) {
            Tensor likelihood =
                    features.matmul(weights).log_softmax(-1).mul(targets).sum();
            Tensor distance = weights.sub(start).square().sum();
            return penalty * TensorData.toDouble(distance) - TensorData.toDouble(likelihood) / features.size(0);
        }

        private Tensor gradient(Tensor weights) {
            Tensor errors = features.matmul(weights).softmax(-1).sub(targets); // [rows, classes]
            return flat().t()
                    .matmul(errors.reshape(-1))
                    .div(new Scalar((double) features.size(0)))
                    .add(weights.sub(start).mul(new Scalar(2 * penalty)));
        }

        private Tensor hessian(Tensor weights) {
            Tensor probabilities = features.matmul(weights).softmax(-1);
            Tensor expected = features.mul(probabilities.unsqueeze(2)).sum(1); // [rows, weights]
            return flat().t()
                    .matmul(flat().mul(probabilities.reshape(-1, 1)))
                    .sub(expected.t().matmul(expected))
                    .div(new Scalar((double) features.size(0)))
                    .add(torch.eye(start.numel()).to(ScalarType.Double).mul(new Scalar(2 * penalty)));
        }

        /** {@code [rows * classes, weights]}. */
        private Tensor flat() {
            return features.flatten(0, 1);
        }
    }
}
