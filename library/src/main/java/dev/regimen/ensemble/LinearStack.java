package dev.regimen.ensemble;

import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A linear regression on the members' values.
 *
 * @param weights of the members, and then the shift
 */
record LinearStack(double[] weights) implements Combiner {
    @Override
    public Tensor combine(Tensor memberOutputs) {
        int members = weights.length - 1;
        Tensor sum = memberOutputs.select(0, 0).mul(new Scalar(weights[0]));
        for (int member = 1; member < members; member++) {
            sum = sum.add(memberOutputs.select(0, member).mul(new Scalar(weights[member])));
        }
        return sum.add(new Scalar(weights[members]));
    }

    /** Solves for the weights of the least mean squared error with the penalty. */
    static LinearStack fit(HeldOut heldOut, double penalty) {
        Tensor values = heldOut.predictions().to(ScalarType.Double); // [members, rows]
        long members = values.size(0);
        long rows = values.size(1);
        Tensor features =
                torch.cat(new TensorVector(values, torch.ones(1, rows).to(ScalarType.Double)), 0); // [weights, rows]
        Tensor mean = torch.cat(
                new TensorVector(
                        torch.ones(members).to(ScalarType.Double).div(new Scalar((double) members)),
                        torch.zeros(1).to(ScalarType.Double)),
                0);
        Tensor pull = torch.eye(members + 1).to(ScalarType.Double).mul(new Scalar(penalty * rows));
        Tensor left = features.matmul(features.t()).add(pull);
        Tensor right = features.matmul(heldOut.targets().to(ScalarType.Double)).add(pull.matmul(mean));
        return new LinearStack(TensorData.toDoubles(torch.linalg_solve(left, right)));
    }
}
