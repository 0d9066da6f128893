package dev.regimen.benchmarks;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The nets of the workloads as the binding's examples and the tutorials of PyTorch write them. The caller closes them.
 */
public final class NaiveNets {
    private static final long CLASSES = SyntheticExamples.CLASSES;

    private NaiveNets() {}

    /** Of images of 28 x 28. */
    public static NaiveNet cnn() {
        Module net = new Module("cnn");
        Conv2dImpl first = net.register_module("first", new Conv2dImpl(1, 16, new LongPointer(3, 3)));
        Conv2dImpl second = net.register_module("second", new Conv2dImpl(16, 32, new LongPointer(3, 3)));
        LinearImpl hidden = net.register_module("hidden", new LinearImpl(800, 128));
        LinearImpl outputs = net.register_module("outputs", new LinearImpl(128, CLASSES));
        return new NaiveNet(net, images -> {
            Tensor x = torch.max_pool2d(torch.relu(first.forward(images)), 2, 2); // -> [batch, 16, 13, 13]
            x = torch.max_pool2d(torch.relu(second.forward(x)), 2, 2); // -> [batch, 32, 5, 5]
            x = torch.relu(hidden.forward(x.view(-1, 800)));
            return outputs.forward(x);
        });
    }

    /** With two hidden layers. */
    public static NaiveNet mlp(long numbers, long hidden, long then) {
        Module net = new Module("mlp");
        LinearImpl first = net.register_module("first", new LinearImpl(numbers, hidden));
        LinearImpl second = net.register_module("second", new LinearImpl(hidden, then));
        LinearImpl outputs = net.register_module("outputs", new LinearImpl(then, CLASSES));
        return new NaiveNet(net, images -> {
            Tensor x = torch.relu(first.forward(images.view(-1, numbers)));
            x = torch.relu(second.forward(x));
            return outputs.forward(x);
        });
    }

    /** Of steps of 28 numbers. */
    public static NaiveNet lstm(long state) {
        LSTMOptions options = new LSTMOptions(28, state);
        options.batch_first().put(true);
        Module net = new Module("lstm");
        LSTMImpl cells = net.register_module("cells", new LSTMImpl(options));
        LinearImpl outputs = net.register_module("outputs", new LinearImpl(state, CLASSES));
        return new NaiveNet(net, sequence -> {
            Tensor states = cells.forward(sequence).get0(); // [batch, time, state]
            return outputs.forward(states.select(1, -1));
        });
    }
}
