package dev.regimen.model;

import dev.regimen.data.Names;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Every computed module's value by its name, {@code [batch, …]} each. */
public record Outputs(Map<String, Tensor> values) {
    /** @throws IllegalArgumentException if that module was not computed */
    public Tensor of(String module) {
        Tensor value = values.get(module);
        if (value == null) {
            throw new IllegalArgumentException(Names.unknown("output", module, values.keySet()));
        }
        return value;
    }
}
