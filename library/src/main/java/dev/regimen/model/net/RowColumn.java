package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Recurrent nets that sweep an image both ways, first along its rows, then along its columns (Visin et al., "ReNet",
 * 2015): images {@code [batch, channels, height, width]} to a row of numbers for every pixel, {@code [batch, height,
 * width, outputs]}. After the two sweeps each patch has seen the whole image. The outputs are passed on as they are:
 * logits, not probabilities.
 *
 * @param cell rnn, gru or lstm; lstm unless given
 * @param hidden the size of a sweep's state, in each direction
 * @param patch height and width of the patches that a sweep reads one after another; 2 unless given
 * @param layers how many times it sweeps rows and columns; 1 unless given
 * @param outputs how many numbers it gives for each pixel; unless given, the states for each patch, {@code [batch,
 *     height / patch, width / patch, 2 * hidden]}
 */
public record RowColumn(Cell cell, Integer hidden, Integer patch, Integer layers, Optional<Integer> outputs)
        implements Net {
    private static final String NAME = "row-column";

    /** @throws IllegalArgumentException if a setting is out of range; the message names the key */
    public RowColumn {
        cell = Settings.orElse(cell, Cell.LSTM);
        hidden = Settings.required(NAME, "hidden", hidden);
        patch = Settings.positive(NAME, "patch", Settings.orElse(patch, 2));
        layers = Settings.positive(NAME, "layers", Settings.orElse(layers, 1));
        outputs = Settings.optional(NAME, "outputs", outputs);
    }

    /** One that sweeps once and gives these outputs. */
    public static RowColumn of(Cell cell, int hidden, int patch, int outputs) {
        return new RowColumn(cell, hidden, patch, 1, Optional.of(outputs));
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape image = Inputs.withAxes(NAME, inputs, "channels", "height", "width");
        if (image.sizes().get(1) % patch != 0 || image.sizes().get(2) % patch != 0) {
            throw new IllegalArgumentException(NAME + " reads patches of " + patch + " x " + patch
                    + ", so that height and width must be multiples of "
                    + patch + ", but got " + image.sizes().get(1) + " x "
                    + image.sizes().get(2));
        }
        long patches = image.elements() / image.sizes().get(0) / patch / patch;
        List<RecurrentLayer> sweeps = new ArrayList<>();
        for (int i = 0; i < 2 * layers; i++) {
            long features = i == 0 ? image.sizes().get(0) * patch * patch : states();
            sweeps.add(RecurrentLayer.declare(sweep(), i, features, weights));
            weights.countFlops(sweeps.get(i).flops() * patches);
        }
        Optional<Dense> end = outputs.map(size -> Dense.declare(weights, "outputs", states(), size * patch * patch));
        end.ifPresent(dense -> weights.countFlops(dense.flops() * patches));
        return (values, pass) -> {
            Tensor states = sweep(sweeps, patches(values.get(0)));
            return end.isPresent() ? pixels(end.get().apply(states)) : states;
        };
    }

    private Recurrent sweep() {
        return new Recurrent(cell, hidden, 1, true, Recurrent.Steps.ALL, Optional.empty(), 0.0);
    }

    private int states() {
        return 2 * hidden;
    }

    /** {@code [batch, channels, height, width]} to {@code [batch, rows, columns, channels * patch * patch]}. */
    private Tensor patches(Tensor images) {
        return images.unflatten(3, -1, patch)
                .unflatten(2, -1, patch) // [batch, channels, rows, patch, columns, patch]
                .permute(0, 2, 4, 1, 3, 5)
                .flatten(3, 5);
    }

    /** {@code [batch, rows, columns, patch * patch * outputs]} to {@code [batch, height, width, outputs]}. */
    private Tensor pixels(Tensor patches) {
        return patches.unflatten(3, patch, patch, -1) // [batch, rows, columns, patch, patch, outputs]
                .permute(0, 1, 3, 2, 4, 5)
                .flatten(3, 4)
                .flatten(1, 2);
    }

    /** {@code [batch, rows, columns, features]} to {@code [batch, rows, columns, states]}. */
    private Tensor sweep(List<RecurrentLayer> sweeps, Tensor patches) {
        Tensor value = patches;
        for (RecurrentLayer sweep : sweeps) {
            // along the rows, and transposed along the columns; after an even number of sweeps rows are rows again
            value = along(sweep, value).transpose(1, 2);
        }
        return value;
    }

    /** {@code [batch, lines, length, features]} to {@code [batch, lines, length, states]}, line by line. */
    private Tensor along(RecurrentLayer sweep, Tensor lines) {
        long batch = lines.size(0);
        Tensor sequences = lines.flatten(0, 1).transpose(0, 1); // [length, batch * lines, features]
        Tensor zeros = torch.zeros(new long[] {cell.memories(), 2, sequences.size(1), hidden}, lines.options());
        return sweep.apply(sequences, zeros).all().transpose(0, 1).unflatten(0, batch, -1);
    }
}
