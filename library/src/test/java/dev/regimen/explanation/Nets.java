package dev.regimen.explanation;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Weights;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Nets of different kinds, as small as they can be, and some that let gradients through in odd ways. */
final class Nets {
    private Nets() {}

    /** A convolution over the numbers of the input, {@code [batch, n]} to {@code [batch, outputs]}. */
    record Cnn(long outputs) implements Net {
        @Override
        public Layer build(List<Field> inputs, Weights weights) {
            long size = inputs.get(0).shape().elements();
            Tensor kernel = weights.uniform("kernel", 1, 6, 1, 2);
            Tensor last = weights.uniform("last", 0.5, outputs, 6 * (size - 1));
            return (values, pass) -> {
                Tensor channels = torch.conv1d(values.get(0).unsqueeze(1), kernel); // [batch, 6, size - 1]
                return torch.linear(channels.relu().flatten(1, 2), last);
            };
        }
    }

    /** A cell that goes over the numbers of the input one by one, {@code [batch, n]} to {@code [batch, outputs]}. */
    record Rnn(long outputs) implements Net {
        @Override
        public Layer build(List<Field> inputs, Weights weights) {
            long size = inputs.get(0).shape().elements();
            Tensor in = weights.uniform("in", 1, 5, 1);
            Tensor again = weights.uniform("again", 0.5, 5, 5);
            Tensor last = weights.uniform("last", 0.5, outputs, 5);
            return (values, pass) -> {
                Tensor state = torch.zeros(values.get(0).size(0), 5);
                for (long step = 0; step < size; step++) {
                    Tensor number = values.get(0).narrow(1, step, 1); // [batch, 1]
                    state = torch.linear(number, in)
                            .add(torch.linear(state, again))
                            .tanh();
                }
                return torch.linear(state, last);
            };
        }
    }

    /** Hands on whole numbers: connected, but the gradient is zero everywhere. */
    static final Net ROUNDING = (inputs, weights) ->
            (values, pass) -> values.get(0).mul(new Scalar(100)).round();

    /** Hands on values without their history. */
    static final Net CUTTING =
            (inputs, weights) -> (values, pass) -> values.get(0).detach();

    /** The mean of all it reads. */
    static final Net MEAN = (inputs, weights) ->
            (values, pass) -> values.get(0).add(values.get(1)).mul(new Scalar(0.5));

    /** A linear map that starts at zero, so that nothing arrives before it until its first step. */
    static Net zeros(long outputs) {
        return (inputs, weights) -> {
            Tensor map =
                    weights.constant("map", 0, outputs, inputs.get(0).shape().elements());
            return (values, pass) -> torch.linear(values.get(0), map);
        };
    }
}
