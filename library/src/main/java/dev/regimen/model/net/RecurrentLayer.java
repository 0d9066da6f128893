package dev.regimen.model.net;

import dev.regimen.model.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One recurrent layer, in one direction or both. Layers are called one by one: libtorch's dropout between layers would
 * draw from a generator that all threads share.
 *
 * @param parameters for each direction: input weights {@code [gates * hidden, features]}, state weights {@code [gates *
 *     hidden, hidden]}, and a bias for each {@code [gates * hidden]}
 */
record RecurrentLayer(Cell cell, int hidden, boolean bidirectional, List<Tensor> parameters) {
    /**
     * @param all {@code [time, batch, directions * hidden]}
     * @param last {@code [directions, batch, hidden]}
     */
    record States(Tensor all, Tensor last) {}

    /** All drawn from U(-1/√hidden, 1/√hidden), as PyTorch does. */
    static RecurrentLayer declare(Recurrent settings, int index, long features, Weights weights) {
        int hidden = settings.hidden();
        long rows = (long) settings.cell().gates() * hidden;
        double bound = 1 / Math.sqrt(hidden);
        List<Tensor> parameters = new ArrayList<>();
        for (String direction : settings.bidirectional() ? List.of("forward", "backward") : List.of("forward")) {
            String name = "layer." + index + "." + direction + ".";
            parameters.add(weights.uniform(name + "input-weight", bound, rows, features));
            parameters.add(weights.uniform(name + "state-weight", bound, rows, hidden));
            parameters.add(weights.uniform(name + "input-bias", bound, rows));
            parameters.add(weights.uniform(name + "state-bias", bound, rows));
        }
        return new RecurrentLayer(settings.cell(), hidden, settings.bidirectional(), List.copyOf(parameters));
    }

    /**
     * @param sequence {@code [time, batch, features]}
     * @param first the states to start from, {@code [memories, directions, batch, hidden]}
     * @return states in the caller's scope
     */
    States apply(Tensor sequence, Tensor first) {
        Tensor start = first.select(0, 0);
        TensorVector weights = new TensorVector(parameters.toArray(Tensor[]::new));
        return switch (cell) {
            case RNN -> states(torch.rnn_tanh(sequence, start, weights, true, 1, 0, false, bidirectional, false));
            case GRU -> states(torch.gru(sequence, start, weights, true, 1, 0, false, bidirectional, false));
            case LSTM -> {
                TensorVector starts = new TensorVector(start, first.select(0, 1));
                T_TensorTensorTensor_T result =
                        torch.lstm(sequence, starts, weights, true, 1, 0, false, bidirectional, false);
                yield new States(result.get0(), result.get1());
            }
        };
    }

    /** Floating-point operations of one step: a multiplication and an addition for each weight; biases are left out. */
    double flops() {
        double weights = 0;
        for (Tensor parameter : parameters) {
            weights += parameter.dim() == 2 ? parameter.numel() : 0;
        }
        return 2 * weights;
    }

    private static States states(T_TensorTensor_T result) {
        return new States(result.get0(), result.get1());
    }
}
