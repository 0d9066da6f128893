package dev.regimen.metric;

import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * How often which class was predicted for which.
 *
 * @param counts {@code [predicted][target]}, a square
 * @param unanswered of how many examples (and items) no class was predicted
 */
public record Confusion(long[][] counts, long unanswered) {
    /** Of no predictions so far. */
    public static Confusion none(int classes) {
        return new Confusion(new long[classes][classes], 0);
    }

    /**
     * With those of a batch, the most probable class being the predicted one.
     *
     * @param prediction probabilities {@code [batch, …, classes]}
     * @param target {@code [batch, …]}
     */
    public Confusion plus(Tensor prediction, Tensor target) {
        int classes = counts.length;
        Tensor said = Answers.of(Labels.rows(prediction));
        Tensor answered = said.ne(new Scalar(Answers.NONE));
        Tensor cells = said.mul(new Scalar(classes)).add(Labels.flat(target)).masked_select(answered);
        long[] added = TensorData.toLongs(torch.bincount(cells, new TensorOptional(), (long) classes * classes));
        long[][] sum = new long[classes][classes];
        for (int i = 0; i < added.length; i++) {
            sum[i / classes][i % classes] = counts[i / classes][i % classes] + added[i];
        }
        return new Confusion(sum, unanswered + target.numel() - cells.numel());
    }
}
