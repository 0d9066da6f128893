package dev.regimen.benchmarks;

import dev.regimen.data.BatchOrder;
import dev.regimen.torch.Natives;
import java.util.Collection;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The training loop that a Java program writes on the binding itself: its modules, its optimizer, its defaults, one
 * scope for each step so that memory stays flat. Only the batches are drawn as in the other loop.
 */
final class NaiveLoop implements Loop {
    private final SyntheticExamples examples;
    private final BatchOrder order;
    private final NaiveNet net;
    private final TensorVector parameters;
    private final Adam optimizer;

    NaiveLoop(Workload workload) {
        keepDefaults();
        Natives.load();
        this.examples = new SyntheticExamples(workload.fields());
        this.order = SyntheticExamples.order(workload.batch());
        this.net = workload.naiveNet();
        this.parameters = net.parameters();
        this.optimizer = new Adam(parameters, new AdamOptions(RegimenLoop.LEARNING_RATE));
    }

    /** The binding reads its settings when this class is loaded; later, the library would have changed them. */
    private static void keepDefaults() {
        Pointer.maxPhysicalBytes();
    }

    /** Takes these values, in the order of the parameters. */
    void start(Collection<Tensor> weights) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            int index = 0;
            for (Tensor weight : weights) {
                parameters.get(index++).copy_(weight);
            }
        }
    }

    @Override
    public double[] run(int steps) {
        torch.get_num_threads(); // a thread's first call would set the number anew
        torch.set_num_threads(1);
        double[] losses = new double[steps];
        for (int i = 0; i < steps; i++) {
            losses[i] = step();
        }
        return losses;
    }

    private double step() {
        try (PointerScope scope = new PointerScope()) {
            Tensor index = Tensor.create(order.next());
            Tensor inputs = examples.training().column(SyntheticExamples.INPUT).index_select(0, index);
            Tensor labels = examples.training().column(SyntheticExamples.LABEL).index_select(0, index);
            optimizer.zero_grad();
            Tensor loss = torch.cross_entropy(net.forward().apply(inputs), labels);
            loss.backward();
            optimizer.step();
            return loss.item_float();
        }
    }

    @Override
    public void close() {
        optimizer.close();
        parameters.close();
        net.close();
        examples.close();
    }
}
