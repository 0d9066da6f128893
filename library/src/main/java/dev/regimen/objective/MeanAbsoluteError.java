package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The mean of absolute differences between values and targets.
 *
 * @param of a module that gives values {@code [batch, …]} or {@code [batch, …, 1]}
 * @param target a field of real numbers {@code [batch, …]}
 */
public record MeanAbsoluteError(String of, String target) implements Head {
    private static final String NAME = "mean-absolute-error";

    public MeanAbsoluteError {
        Heads.requireTarget(NAME, target);
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        Tensor values = batch.value(target);
        return torch.l1_loss(Heads.matching(outputs.of(of), values), values);
    }

    @Override
    public Tensor losses(Outputs outputs, Batch batch) {
        Tensor values = batch.value(target);
        return Members.means(torch.l1_loss(Heads.matching(outputs.of(of), values), values, Members.EACH));
    }

    @Override
    public Head withOf(String module) {
        return new MeanAbsoluteError(module, target);
    }

    @Override
    public Tensor prediction(Tensor output) {
        return output;
    }

    @Override
    public void check(Map<String, Field> fields) {
        Heads.checkReal(NAME, this, fields);
    }
}
