package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Net;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A net with what it reads and what it should give, for the checks that every net has to pass. */
record NetCase(String name, Net net, List<Field> inputs, Shape output) {
    static NetCase of(String name, Net net, Shape output, Field... inputs) {
        return new NetCase(name, net, List.of(inputs), output);
    }

    /** Every net, and every setting that changes what it computes. */
    static Stream<NetCase> all() {
        return Stream.of(plain(), convolutions(), perPixel(), recurrent(), glue())
                .flatMap(cases -> cases);
    }

    private static Stream<NetCase> plain() {
        Field image = real(2, 3);
        return Stream.of(
                of("linear", new Linear(4), Shape.of(2, 4), image),
                of("mlp", Mlp.of(4, 5, 3), Shape.of(4), image),
                of("mlp without hidden layers", Mlp.of(4), Shape.of(4), real()),
                of("mlp batch norm", new Mlp(List.of(5, 3), 4, null, null, null, true), Shape.of(4), image),
                of("mlp elu", new Mlp(List.of(5), 4, Activation.ELU, null), Shape.of(4), image),
                of("mlp leaky", new Mlp(List.of(5), 4, Activation.LEAKY_RELU, null), Shape.of(4), image),
                of("mlp gelu", new Mlp(List.of(5), 4, Activation.GELU, null), Shape.of(4), image),
                of("mlp silu", new Mlp(List.of(5), 4, Activation.SILU, null), Shape.of(4), image),
                of("mlp tanh dropout", new Mlp(List.of(9), 4, Activation.TANH, 0.3), Shape.of(4), image),
                of("mlp sigmoid", new Mlp(List.of(5), 4, Activation.SIGMOID, null), Shape.of(4), image),
                of("mlp none", new Mlp(List.of(5), 4, Activation.NONE, null), Shape.of(4), image));
    }

    private static Stream<NetCase> convolutions() {
        return Stream.of(
                of("conv-stack", ConvStack.of(4, 3, 5), Shape.of(4), real(1, 7, 6)),
                of("conv-stack of colours", ConvStack.of(4, 3), Shape.of(4), real(3, 5, 5)),
                of("conv-stack images", images(1, false, Activation.RELU), Shape.of(3, 6, 6), real(2, 6, 6)),
                of("conv-stack residual", images(2, true, Activation.GELU), Shape.of(3, 1, 1), real(2, 6, 6)),
                of(
                        "conv-stack everything",
                        new ConvStack(
                                List.of(3, 3),
                                5,
                                null,
                                2,
                                true,
                                true,
                                List.of(9),
                                Optional.of(2),
                                Activation.TANH,
                                0.2),
                        Shape.of(2),
                        real(1, 6, 6)),
                of("conv-stack of lines", lines(), Shape.of(1), real(1, 8, 8)),
                of(
                        "conv-stack unpadded",
                        new ConvStack(
                                List.of(3),
                                2,
                                Padding.NONE,
                                1,
                                null,
                                null,
                                null,
                                Optional.empty(),
                                Activation.SILU,
                                null),
                        Shape.of(3, 4, 3),
                        real(1, 5, 4)));
    }

    private static Stream<NetCase> perPixel() {
        return Stream.of(
                of("unet", UNet.of(3, List.of(2, 3)), Shape.of(4, 6, 3), real(1, 4, 6)),
                of(
                        "unet everything",
                        new UNet(List.of(2, 3, 4), 1, 3, true, Activation.GELU, 0.2, Optional.empty()),
                        Shape.of(4, 8, 2),
                        real(3, 4, 8)),
                of("encoder-decoder", EncoderDecoder.of(3, List.of(2, 3)), Shape.of(4, 6, 3), real(1, 4, 6)),
                of(
                        "encoder-decoder everything",
                        new EncoderDecoder(List.of(2, 2, 3), 1, 5, true, Activation.ELU, 0.2, Optional.empty()),
                        Shape.of(4, 4, 2),
                        real(2, 4, 4)),
                of("row-column", RowColumn.of(Cell.LSTM, 3, 2, 4), Shape.of(4, 6, 4), real(1, 4, 6)),
                of(
                        "row-column states of two layers",
                        new RowColumn(Cell.GRU, 3, 1, 2, Optional.empty()),
                        Shape.of(2, 3, 6),
                        real(2, 2, 3)),
                of("row-column rnn", RowColumn.of(Cell.RNN, 3, 1, 2), Shape.of(3, 2, 2), real(1, 3, 2)),
                of("pool", new Pool(null), Shape.of(3), real(2, 4, 3)),
                of("pool maximum", new Pool(Pool.By.MAXIMUM), Shape.of(3), real(4, 3)));
    }

    /** As the published reader of lines is, but narrower. */
    private static ConvStack lines() {
        return new ConvStack(
                List.of(2, 2),
                5,
                null,
                2,
                null,
                null,
                List.of(5, 4),
                Optional.of(1),
                null,
                null,
                Activation.NONE,
                Initialisation.TRUNCATED_NORMAL,
                Optional.of(0.2));
    }

    private static ConvStack images(int pool, boolean residual, Activation activation) {
        return new ConvStack(
                List.of(2, 3), null, null, pool, residual, residual, null, Optional.empty(), activation, null);
    }

    private static Stream<NetCase> recurrent() {
        return Stream.of(
                of("rnn", Recurrent.of(Cell.RNN, 4, 2), Shape.of(2), real(3, 2)),
                of("gru", Recurrent.of(Cell.GRU, 4, 2), Shape.of(2), real(3, 2)),
                of("lstm", Recurrent.of(Cell.LSTM, 4, 2), Shape.of(2), real(3, 2)),
                of(
                        "lstm all, two layers, both ways, dropout",
                        new Recurrent(Cell.LSTM, 6, 2, true, Recurrent.Steps.ALL, Optional.of(2), 0.2),
                        Shape.of(3, 2),
                        real(3, 2)),
                of(
                        "gru last, two layers, both ways, states",
                        new Recurrent(Cell.GRU, 4, 2, true, null, Optional.empty(), null),
                        Shape.of(8),
                        real(3, 2)),
                of("lstm from a start", Recurrent.of(Cell.LSTM, 4, 2), Shape.of(2), real(3, 2), real(2)),
                of(
                        "gru last, two layers, both ways, from a start",
                        new Recurrent(Cell.GRU, 4, 2, true, null, Optional.empty(), null),
                        Shape.of(8),
                        real(3, 2),
                        real(2, 1)),
                of(
                        "rnn all states",
                        new Recurrent(Cell.RNN, 4, null, null, Recurrent.Steps.ALL, Optional.empty(), null),
                        Shape.of(3, 4),
                        real(3, 2)));
    }

    private static Stream<NetCase> glue() {
        Field classes = Field.classes(Shape.of(2), 5);
        return Stream.of(
                of("flatten", new Flatten(), Shape.of(6), real(2, 3)),
                of("reshape", new Reshape(List.of(3, 2)), Shape.of(3, 2), real(6)),
                of("columns", new Columns(), Shape.of(4, 6), real(2, 3, 4)),
                of("softmax", new Softmax(), Shape.of(2, 3), real(2, 3)),
                of("sigmoid", new Sigmoid(), Shape.of(2, 3), real(2, 3)),
                of("concatenate", new Concatenate(), Shape.of(2, 4), real(2, 3), real(2, 1)),
                of("concatenate numbers", new Concatenate(), Shape.of(3), real(), real(2)),
                of("average", new Average(), Shape.of(2, 3), real(2, 3), real(2, 3), real(2, 3)),
                of("embedding", new Embedding(3), Shape.of(2, 3), classes),
                of("one-hot", new OneHot(), Shape.of(2, 5), classes));
    }

    private static Field real(long... shape) {
        return Field.real(Shape.of(shape));
    }

    /** Whether it has dropout. */
    boolean draws() {
        return name.contains("dropout") || name.contains("everything");
    }

    @Override
    public String toString() {
        return name;
    }
}
