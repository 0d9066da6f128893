package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** The sum of a module's outputs, which is held against no target. */
record SumOfOutputs(String of) implements Objective {
    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        return outputs.of(of).sum();
    }

    @Override
    public List<Head> heads() {
        return List.of();
    }

    @Override
    public void check(Map<String, Field> fields) {}

    @Override
    public Set<String> reads() {
        return Set.of(of);
    }
}
