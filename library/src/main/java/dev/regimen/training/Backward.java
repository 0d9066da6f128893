package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRef;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;

/** Takes the gradients of a phase's goals with respect to the modules that each of them reaches. */
final class Backward {
    private final Set<String> trained;
    /** The goals by the modules that they reach: one backward pass each. */
    private final Map<Set<String>, List<Goal>> passes = new LinkedHashMap<>();

    private final Map<Set<String>, List<Tensor>> parameters = new LinkedHashMap<>();
    private final List<Tensor> all;

    Backward(Phase phase, Model model) {
        trained = phase.trainedModules();
        for (Goal goal : phase.goals()) {
            passes.computeIfAbsent(goal.reaches(trained), key -> new ArrayList<>())
                    .add(goal);
        }
        passes.keySet().forEach(modules -> parameters.put(modules, parameters(model, modules)));
        all = parameters(model, trained);
    }

    /**
     * Leaves the gradients in the parameters, replacing older ones.
     *
     * @return the sum of the weighted losses
     */
    double run(Outputs outputs, Batch batch) {
        all.forEach(parameter -> parameter.mutable_grad().reset());
        if (passes.size() == 1 && passes.containsKey(trained)) {
            Tensor loss = loss(passes.get(trained), outputs, batch);
            double value = TensorData.toDouble(loss);
            if (Double.isFinite(value)) {
                loss.backward();
            }
            return value;
        }
        return passes.entrySet().stream()
                .mapToDouble(pass -> partial(loss(pass.getValue(), outputs, batch), parameters.get(pass.getKey())))
                .sum();
    }

    /** A backward pass to some of the trained modules only, which leaves the graph to the next. */
    private static double partial(Tensor loss, List<Tensor> reached) {
        try (TensorVector inputs = new TensorVector(reached.toArray(Tensor[]::new))) {
            if (!reached.isEmpty()) {
                TensorArrayRefOptional only = new TensorArrayRefOptional(new TensorArrayRef(inputs));
                loss.backward(new Tensor(), new BoolOptional(true), false, only);
            }
            return TensorData.toDouble(loss);
        }
    }

    private static Tensor loss(List<Goal> goals, Outputs outputs, Batch batch) {
        Tensor sum = null;
        for (Goal goal : goals) {
            Tensor loss = goal.objective().loss(outputs, batch);
            Tensor weighted = goal.weight() == 1 ? loss : loss.mul(new Scalar(goal.weight()));
            sum = sum == null ? weighted : sum.add(weighted);
        }
        return sum;
    }

    private static List<Tensor> parameters(Model model, Set<String> modules) {
        return modules.stream()
                .flatMap(module -> model.parameters(module).values().stream())
                .toList();
    }
}
