import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.initializer.UniformInitializer;
import java.util.Set;

/** The networks, of DJL's blocks. */
final class Nets {
    private static final int CLASSES = 10;
    private static final Shape TWO = new Shape(2, 2);

    private Nets() {}

    static boolean has(String net) {
        return Set.of("cnn", "mlp", "lstm").contains(net);
    }

    /** One whose weights are yet to be made; the caller closes it. */
    static Model model(String net) {
        Model model = Model.newInstance(net);
        model.setBlock(of(net));
        return model;
    }

    /** How many numbers are trained. */
    static long parameters(Model model) {
        return model.getBlock().getParameters().values().stream()
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    private static Block of(String net) {
        return switch (net) {
            case "cnn" ->
                new SequentialBlock()
                        .add(convolution(16, 1))
                        .add(Activation::relu)
                        .add(Pool.maxPool2dBlock(TWO, TWO))
                        .add(convolution(32, 16))
                        .add(Activation::relu)
                        .add(Pool.maxPool2dBlock(TWO, TWO))
                        .add(Blocks.batchFlattenBlock())
                        .add(linear(128, 800))
                        .add(Activation::relu)
                        .add(linear(CLASSES, 128));
            case "mlp" ->
                new SequentialBlock()
                        .add(linear(128, 64))
                        .add(Activation::relu)
                        .add(linear(128, 128))
                        .add(Activation::relu)
                        .add(linear(CLASSES, 128));
            case "lstm" ->
                new SequentialBlock()
                        .add(begin(
                                LSTM.builder()
                                        .setStateSize(128)
                                        .setNumLayers(1)
                                        .optBatchFirst(true)
                                        .optReturnState(false)
                                        .build(),
                                128))
                        .add(new LambdaBlock(
                                states -> new NDList(states.get(0).get(":, -1")))) // [batch, time, state] -> [batch, state]
                        .add(linear(CLASSES, 128));
            default -> throw new IllegalArgumentException(net);
        };
    }

    private static Block convolution(int channels, int inputs) {
        return begin(
                Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .setFilters(channels)
                        .build(),
                9 * inputs);
    }

    private static Block linear(int outputs, int inputs) {
        return begin(Linear.builder().setUnits(outputs).build(), inputs);
    }

    /** Weights and biases as PyTorch's and Regimen's begin: uniform within one by the root of the fan-in. */
    private static Block begin(Block block, int fanIn) {
        UniformInitializer uniform = new UniformInitializer((float) (1 / Math.sqrt(fanIn)));
        block.setInitializer(uniform, Parameter.Type.WEIGHT);
        block.setInitializer(uniform, Parameter.Type.BIAS);
        return block;
    }
}
