import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import java.util.Set;

/** The networks, of DJL's blocks. */
final class Nets {
    private static final int CLASSES = 10;
    private static final Shape TWO = new Shape(2, 2);

    private Nets() {}

    static boolean has(String net) {
        return Set.of("cnn", "mlp", "lstm").contains(net);
    }

    static Block of(String net) {
        return switch (net) {
            case "cnn" ->
                new SequentialBlock()
                        .add(convolution(16))
                        .add(Activation::relu)
                        .add(Pool.maxPool2dBlock(TWO, TWO))
                        .add(convolution(32))
                        .add(Activation::relu)
                        .add(Pool.maxPool2dBlock(TWO, TWO))
                        .add(Blocks.batchFlattenBlock())
                        .add(linear(128))
                        .add(Activation::relu)
                        .add(linear(CLASSES));
            case "mlp" ->
                new SequentialBlock()
                        .add(linear(128))
                        .add(Activation::relu)
                        .add(linear(128))
                        .add(Activation::relu)
                        .add(linear(CLASSES));
            case "lstm" ->
                new SequentialBlock()
                        .add(LSTM.builder()
                                .setStateSize(128)
                                .setNumLayers(1)
                                .optBatchFirst(true)
                                .optReturnState(false)
                                .build())
                        .add(new LambdaBlock(
                                states -> new NDList(states.get(0).get(":, -1")))) // [batch, time, state] -> [batch, state]
                        .add(linear(CLASSES));
            default -> throw new IllegalArgumentException(net);
        };
    }

    private static Block convolution(int channels) {
        return Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(channels).build();
    }

    private static Block linear(int outputs) {
        return Linear.builder().setUnits(outputs).build();
    }
}
