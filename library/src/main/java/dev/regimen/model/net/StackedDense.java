package dev.regimen.model.net;

import dev.regimen.model.Pass;
import dev.regimen.model.Recording;
import dev.regimen.model.StackedLayer;
import dev.regimen.model.StackedWeights;
import dev.regimen.model.StackedWeights.Accumulator;
import dev.regimen.torch.BatchedProduct;
import dev.regimen.torch.BatchedProduct.Factor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What {@link DenseStack} is for one model, for several at once. It takes its gradient itself, with one call for each
 * product: for small networks, libtorch's graph and its batched products take longer than the arithmetic. Inside,
 * features come before examples.
 *
 * @param weights as {@link DenseStack} declares them
 * @param hidden how many hidden layers
 * @param activation of these
 */
record StackedDense(StackedWeights weights, int hidden, Activation activation) implements StackedLayer {
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    /**
     * @param inputs one, {@code [members, rows, inputs]}, or with more axes than one that make the inputs or the rows
     * @return of {@code [members, rows, outputs]}
     */
    @Override
    public Recording record(List<Tensor> inputs, Pass pass) {
        return new Passed(inputs.get(0));
    }

    private String name(int layer) {
        return layer < hidden ? "hidden." + layer : "outputs";
    }

    /** {@code [members, outputs, inputs]} */
    private Tensor weight(int layer) {
        return weights.values(name(layer) + WEIGHT);
    }

    /** What came out of each layer, and how it goes back. */
    private final class Passed implements Recording {
        private final Tensor input;
        /** {@code [members, rows, inputs]} */
        private final Tensor rows;
        /** What each layer gives before its activation and after, {@code [members, outputs, rows]}. */
        private final List<Tensor> before = new ArrayList<>();

        private final List<Tensor> after = new ArrayList<>();

        Passed(Tensor input) {
            this.input = input;
            try (NoGradGuard guard = new NoGradGuard()) {
                rows = input.reshape(weights.members(), -1, weight(0).size(2)).contiguous();
                for (int layer = 0; layer <= hidden; layer++) {
                    Tensor value = product(layer);
                    before.add(value);
                    after.add(layer < hidden ? activation.applyTo(value) : value);
                }
            }
        }

        private Factor read(int layer) {
            return layer == 0 ? Factor.transposed(rows) : Factor.of(after.get(layer - 1));
        }

        private Tensor product(int layer) {
            Tensor bias = weights.values(name(layer) + BIAS).unsqueeze(2); // [members, outputs, 1]
            Tensor value = torch.empty(weights.members(), bias.size(1), rows.size(1));
            value.copy_(bias); // and no view, which with one row would be the bias itself
            BatchedProduct.into(value, Factor.of(weight(layer)), read(layer), true);
            return value;
        }

        @Override
        public Tensor output() {
            return after.get(hidden).transpose(1, 2);
        }

        @Override
        public void backward(Tensor gradient, Way way) {
            try (NoGradGuard guard = new NoGradGuard()) {
                Tensor own = gradient.transpose(1, 2).contiguous(); // [members, outputs, rows]
                for (int layer = hidden; layer > 0; layer--) {
                    learn(layer, own, way);
                    Tensor next = torch.empty_like(before.get(layer - 1));
                    BatchedProduct.into(next, Factor.transposed(weight(layer)), Factor.of(own), false);
                    own = activation.gradient(next, before.get(layer - 1), after.get(layer - 1));
                }
                learn(0, own, way);
                if (way.inputs() && input.requires_grad()) {
                    Tensor ofRows = torch.empty_like(rows);
                    BatchedProduct.into(ofRows, Factor.transposed(own), Factor.of(weight(0)), false);
                    input.mutable_grad().put(ofRows.reshape(input.shape()));
                }
            }
        }

        /** Adds to the gradients of a layer's weights. */
        private void learn(int layer, Tensor gradient, Way way) {
            if (!way.weights()) {
                return;
            }
            Accumulator ofWeight = weights.gradient(name(layer) + WEIGHT);
            Factor read = layer == 0 ? Factor.of(rows) : Factor.transposed(after.get(layer - 1));
            BatchedProduct.into(ofWeight.values(), Factor.of(gradient), read, ofWeight.add());
            Accumulator ofBias = weights.gradient(name(layer) + BIAS);
            Tensor sum = gradient.sum(2); // [members, outputs]
            if (ofBias.add()) {
                ofBias.values().add_(sum);
            } else {
                ofBias.values().copy_(sum);
            }
        }
    }
}
