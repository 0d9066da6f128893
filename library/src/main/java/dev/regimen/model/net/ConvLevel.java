package dev.regimen.model.net;

import dev.regimen.data.Shape;
import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Convolutions one after another that keep the size of an image, each with its activation: one level of an hourglass.
 */
record ConvLevel(List<Step> steps, Activation activation) {
    /** A convolution before its activation. */
    private record Step(Convolution convolution, Optional<BatchNorm> norm) {
        Tensor apply(Tensor input, Pass pass) {
            Tensor value = convolution.apply(input);
            return norm.isPresent() ? norm.get().apply(value, pass) : value;
        }
    }

    /**
     * @param input {@code [channels, height, width]}
     * @param out channels of the result
     */
    static ConvLevel declare(Weights weights, String name, Shape input, int out, Hourglass.Plan plan) {
        Shape output = Shape.of(out, input.sizes().get(1), input.sizes().get(2));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < plan.convolutions(); i++) {
            long in = i == 0 ? input.sizes().get(0) : out;
            Convolution convolution = Convolution.declare(weights, name + "." + i, in, out, plan.form());
            weights.countFlops(convolution.flops(output));
            steps.add(new Step(
                    convolution,
                    plan.batchNorm()
                            ? Optional.of(BatchNorm.declare(weights, name + "." + i + ".norm", out))
                            : Optional.empty()));
        }
        return new ConvLevel(steps, plan.activation());
    }

    /** {@code [batch, in, height, width]} to {@code [batch, out, height, width]}. */
    Tensor apply(Tensor input, Pass pass) {
        Tensor value = input;
        for (Step step : steps) {
            value = activation.applyTo(step.apply(value, pass));
        }
        return value;
    }
}
