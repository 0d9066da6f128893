package dev.regimen.diagnosis;

import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Sums of one module's gradients over batches, in groups and in double precision. Outlives the scope it is made in. */
final class GradientSums implements AutoCloseable {
    private final int groups;
    private final int batchSize;
    private final Tensor sums; // [groups, parameters]
    private final double[] normSums;
    private long batches;

    GradientSums(int groups, int batchSize, long parameters) {
        this.groups = groups;
        this.batchSize = batchSize;
        normSums = new double[groups];
        try (PointerScope scope = new PointerScope()) {
            sums = torch.zeros(new long[] {groups, parameters}, TensorData.options(ScalarType.Double));
            sums.retainReference();
        }
    }

    /** @param gradient the mean over a batch, {@code [parameters]}; in the caller's scope, as all that this makes */
    void add(Tensor gradient) {
        int group = (int) (batches++ % groups);
        Tensor exact = gradient.to(ScalarType.Double);
        sums.select(0, group).add_(exact);
        normSums[group] += TensorData.toDouble(exact.dot(exact));
    }

    GradientSignal signal(String module, String objective) {
        try (PointerScope scope = new PointerScope()) {
            Tensor total = sums.sum(0); // [parameters]
            double normSum = Arrays.stream(normSums).sum();
            Moments all = new Moments(batches, batchSize, squaredNorm(total), normSum);
            Moments[] without = new Moments[groups];
            for (int group = 0; group < groups; group++) {
                Tensor rest = total.sub(sums.select(0, group));
                without[group] = new Moments(
                        batches - batches / groups, batchSize, squaredNorm(rest), normSum - normSums[group]);
            }
            List<ToDoubleFunction<Moments>> wanted = List.of(Moments::signal, Moments::noise, Moments::ratio);
            List<Measured> found = wanted.stream()
                    .map(estimate -> all.measured(without, estimate))
                    .toList();
            return new GradientSignal(module, objective, found.get(0), found.get(1), found.get(2), batches * batchSize);
        }
    }

    private static double squaredNorm(Tensor vector) {
        return TensorData.toDouble(vector.dot(vector));
    }

    @Override
    public void close() {
        sums.close();
    }
}
