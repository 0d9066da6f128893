package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.NaiveNet;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.data.BatchOrder;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains by the binding's modules and optimizer, one scope for each step so that memory stays flat, members one after
 * another.
 */
final class BindingTraining implements Worker {
    private final Work work;
    private final Tensor inputs;
    private final Tensor labels;
    private final Tensor testInputs;
    private final Tensor testLabels;

    BindingTraining(WorkFolder folder) {
        work = folder.work();
        torch.get_num_threads(); // a thread's first call would set the number anew
        torch.set_num_threads(work.threads());
        inputs = folder.inputs("train");
        labels = folder.labels("train");
        testInputs = folder.inputs("test");
        testLabels = folder.labels("test");
    }

    @Override
    public long parameters() {
        try (PointerScope scope = new PointerScope();
                NaiveNet net = BindingWorker.net(work)) {
            TensorVector all = net.parameters();
            long sum = 0;
            for (long i = 0; i < all.size(); i++) {
                sum += all.get(i).numel();
            }
            return sum;
        }
    }

    @Override
    public Round round(long seed) {
        torch.manual_seed(seed);
        List<NaiveNet> nets = Stream.generate(() -> BindingWorker.net(work))
                .limit(work.members())
                .toList();
        long start = System.nanoTime();
        nets.forEach(net -> train(net, seed));
        double seconds = (System.nanoTime() - start) / 1e9;
        double accuracy = accuracy(nets);
        nets.forEach(NaiveNet::close);
        return new Round(seconds, accuracy);
    }

    private void train(NaiveNet net, long seed) {
        try (TensorVector parameters = net.parameters();
                Adam optimizer = new Adam(parameters, new AdamOptions(work.rate()))) {
            BatchOrder order = new BatchOrder(work.data().train(), work.batch(), seed);
            for (int i = 0; i < work.steps(); i++) {
                step(net, optimizer, order.next());
            }
        }
    }

    private void step(NaiveNet net, Adam optimizer, long[] positions) {
        try (PointerScope scope = new PointerScope()) {
            Tensor index = Tensor.create(positions);
            optimizer.zero_grad();
            Tensor loss = torch.cross_entropy(
                    net.forward().apply(inputs.index_select(0, index)), labels.index_select(0, index));
            loss.backward();
            optimizer.step();
            loss.item_float();
        }
    }

    /** Of the mean of what they say. */
    private double accuracy(List<NaiveNet> nets) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor said = nets.stream()
                    .map(net -> net.forward().apply(testInputs).softmax(1))
                    .reduce(Tensor::add)
                    .orElseThrow()
                    .argmax(new LongOptional(1), false);
            return said.eq(testLabels).sum().item_long() / (double) work.data().test();
        }
    }

    @Override
    public void close() {
        inputs.close();
        labels.close();
        testInputs.close();
        testLabels.close();
    }
}
