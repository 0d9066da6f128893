package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Recurrent layers over sequences {@code [batch, time, features]}; with outputs, a linear layer follows. Gives
 * {@code [batch, width]} after the last step or {@code [batch, time, width]} of all steps, where the width is the
 * outputs, or else hidden (times two if bidirectional). The outputs are passed on as they are: logits, not
 * probabilities.
 *
 * <p>The first states are zero. Where the module reads a second value {@code [batch, …]}, they are linear functions of
 * that, one for each layer and direction, and for an LSTM's memory.
 *
 * @param cell rnn, gru or lstm; lstm unless given
 * @param hidden the size of a layer's state, in each direction
 * @param layers how many there are, each reading the states of the one before; 1 unless given
 * @param bidirectional whether every layer also reads the sequence backwards, and passes on both states; false unless
 *     given
 * @param steps last or all; last unless given. The last state of the backward direction is the one at the first step
 * @param outputs how many numbers it gives; the states unless given
 * @param dropout the rate of dropping between layers and before the outputs, from 0 to below 1; 0 unless given
 */
public record Recurrent(
        Cell cell,
        Integer hidden,
        Integer layers,
        Boolean bidirectional,
        Steps steps,
        Optional<Integer> outputs,
        Double dropout)
        implements Net {
    private static final String NAME = "recurrent";

    /** Which states are passed on. */
    public enum Steps {
        LAST,
        ALL
    }

    public Recurrent {
        cell = Settings.orElse(cell, Cell.LSTM);
        hidden = Settings.required(NAME, "hidden", hidden);
        layers = Settings.positive(NAME, "layers", Settings.orElse(layers, 1));
        bidirectional = Settings.orElse(bidirectional, false);
        steps = Settings.orElse(steps, Steps.LAST);
        outputs = Settings.optional(NAME, "outputs", outputs);
        dropout = Settings.dropout(NAME, dropout);
        if (dropout > 0 && layers == 1 && outputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "dropout of recurrent comes between layers and before outputs, but it has one layer and no outputs");
        }
    }

    /** One layer in one direction that gives these outputs after the last step. */
    public static Recurrent of(Cell cell, int hidden, int outputs) {
        return new Recurrent(cell, hidden, null, null, null, Optional.of(outputs), null);
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape shape = Inputs.withAxes(NAME, inputs.subList(0, 1), "time", "features");
        long time = shape.sizes().get(0);
        int states = directions() * hidden;
        List<RecurrentLayer> stack = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            stack.add(RecurrentLayer.declare(this, i, i == 0 ? shape.sizes().get(1) : states, weights));
            weights.countFlops(stack.get(i).flops() * time);
        }
        Optional<Dense> end = outputs.map(size -> Dense.declare(weights, "outputs", states, size));
        end.ifPresent(dense -> weights.countFlops(dense.flops() * (steps == Steps.ALL ? time : 1)));
        Dropout dropping = new Dropout(dropout);
        Start start = Start.declare(this, inputs, weights);
        return (values, pass) -> {
            Tensor result = states(stack, values.get(0), start.states(values), dropping, pass);
            return end.isPresent() ? end.get().apply(dropping.apply(result, pass)) : result;
        };
    }

    /**
     * The first states of all layers.
     *
     * @param layer from the second input, or null for zeros
     */
    private record Start(Recurrent settings, Dense layer) {
        static Start declare(Recurrent settings, List<Field> inputs, Weights weights) {
            if (inputs.size() == 1) {
                return new Start(settings, null);
            }
            if (inputs.size() > 2) {
                throw new IllegalArgumentException("recurrent reads a sequence and at most one value to start from, "
                        + "but got " + inputs.size() + ": " + Inputs.describe(inputs));
            }
            long width = Inputs.real(NAME, inputs.get(1)).elements();
            long states = (long) settings.layers * settings.cell.memories() * settings.directions() * settings.hidden;
            Dense layer = Dense.declare(weights, "start", width, states);
            weights.countFlops(layer.flops());
            return new Start(settings, layer);
        }

        /** {@code [layers, memories, directions, batch, hidden]}. */
        Tensor states(List<Tensor> values) {
            long batch = values.get(0).size(0);
            long[] shape = {settings.layers, settings.cell.memories(), settings.directions(), batch, settings.hidden};
            if (layer == null) {
                return torch.zeros(shape, values.get(0).options());
            }
            Tensor states = layer.apply(values.get(1).reshape(batch, -1)); // [batch, …] -> [batch, states]
            return states.t()
                    .reshape(shape[0], shape[1], shape[2], shape[4], batch)
                    .transpose(-1, -2)
                    .contiguous();
        }
    }

    private int directions() {
        return bidirectional ? 2 : 1;
    }

    /** {@code [batch, time, features]} to the states of the last layer, after the last step or of all. */
    private Tensor states(List<RecurrentLayer> stack, Tensor input, Tensor starts, Dropout dropping, Pass pass) {
        Tensor sequence = input.transpose(0, 1); // libtorch works on [time, batch, features]
        int last = stack.size() - 1;
        for (int i = 0; i < last; i++) {
            sequence = dropping.apply(
                    stack.get(i).apply(sequence, starts.select(0, i)).all(), pass);
        }
        RecurrentLayer.States states = stack.get(last).apply(sequence, starts.select(0, last));
        return steps == Steps.ALL
                ? states.all().transpose(0, 1) // [time, batch, width] -> [batch, time, width]
                : states.last().transpose(0, 1).flatten(1, 2); // [directions, batch, hidden] -> [batch, width]
    }
}
