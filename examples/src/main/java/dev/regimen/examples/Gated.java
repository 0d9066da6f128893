package dev.regimen.examples;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Weights;
import dev.regimen.model.net.Dense;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A net of one's own: a gate that lets part of its input through (Dauphin et al., ICML 2017), then a linear layer.
 *
 * @param hidden how many numbers the gate lets through; 64 unless given
 * @param outputs how many numbers it gives
 */
public record Gated(Integer hidden, Integer outputs) implements Net {
    public Gated {
        hidden = hidden == null ? 64 : hidden;
        if (outputs == null || outputs < 1 || hidden < 1) {
            throw new IllegalArgumentException("gated needs 'outputs' and 'hidden', whole numbers from 1 up");
        }
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Dense value = Dense.declare(weights, "value", inputs.get(0).shape().elements(), hidden);
        Dense gate = Dense.declare(weights, "gate", inputs.get(0).shape().elements(), hidden);
        Dense last = Dense.declare(weights, "last", hidden, outputs);
        weights.countFlops(value.flops() + gate.flops() + last.flops());
        return (values, pass) -> {
            Tensor input = values.get(0).flatten(1, -1); // [batch, …] -> [batch, features]
            return last.apply(value.apply(input).mul(gate.apply(input).sigmoid())); // [batch, outputs]
        };
    }
}
