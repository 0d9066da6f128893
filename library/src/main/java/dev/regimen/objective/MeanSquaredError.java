package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.model.Outputs;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The mean of squared differences between values and targets.
 *
 * @param of a module that gives values {@code [batch, …]} or {@code [batch, …, 1]}
 * @param target a field of real numbers {@code [batch, …]}
 */
public record MeanSquaredError(String of, String target) implements RealHead {
    private static final String NAME = "mean-squared-error";

    public MeanSquaredError {
        Heads.requireTarget(NAME, target);
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        Tensor values = batch.value(target);
        return torch.mse_loss(Heads.matching(outputs.of(of), values), values);
    }

    @Override
    public Tensor losses(Outputs outputs, Batch batch) {
        Tensor values = batch.value(target);
        return Members.means(torch.mse_loss(Heads.matching(outputs.of(of), values), values, Members.EACH));
    }

    @Override
    public Head withOf(String module) {
        return new MeanSquaredError(module, target);
    }
}
