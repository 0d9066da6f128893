package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Classes as real numbers, 1 at the class and 0 elsewhere: classes {@code [batch, …]} to {@code [batch, …, classes]}.
 * Has no weights. Feeds a module the truth in place of another module's output.
 */
public record OneHot() implements StackableNet {
    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        int classes = Inputs.classes("one-hot", inputs).size();
        return (values, pass) -> torch.one_hot(values.get(0), classes).to(ScalarType.Float);
    }
}
