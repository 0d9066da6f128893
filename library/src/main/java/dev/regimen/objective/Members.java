package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.model.Outputs;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What is of one member, or comes out for each, where several are computed at once: {@code [members, batch, …]}. */
final class Members {
    /** libtorch's word for a loss of each number, and not their mean. */
    static final long EACH = 0;

    private Members() {}

    static long count(Outputs outputs) {
        return outputs.values().values().iterator().next().size(0);
    }

    /** One member's outputs, {@code [batch, …]}. */
    static Outputs part(Outputs outputs, long index) {
        return new Outputs(part(outputs.values(), index));
    }

    /** One member's batch, {@code [batch, …]}. */
    static Batch part(Batch batch, long index) {
        return new Batch(batch.size(), part(batch.values(), index));
    }

    /** {@code [members, …]} to {@code [members]} */
    static Tensor means(Tensor losses) {
        return losses.flatten(1, -1).mean(1);
    }

    private static Map<String, Tensor> part(Map<String, Tensor> values, long index) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        values.forEach((name, value) -> own.put(name, value.select(0, index)));
        return own;
    }
}
