package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A learned vector for each class: classes {@code [batch, …]} to {@code [batch, …, size]}. There are as many vectors as
 * the field that it reads has classes, drawn from N(0, 1) as PyTorch does.
 *
 * @param size how many numbers a vector has
 */
public record Embedding(Integer size) implements Net {
    private static final String NAME = "embedding";

    public Embedding {
        size = Settings.required(NAME, "size", size);
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Tensor vectors =
                weights.normal("vectors", 1, Inputs.classes(NAME, inputs).size(), size);
        return (values, pass) -> torch.embedding(vectors, values.get(0));
    }
}
