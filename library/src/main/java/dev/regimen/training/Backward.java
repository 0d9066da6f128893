package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.objective.Objective;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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

    /** How the gradient of a loss comes to the parameters. */
    @FunctionalInterface
    interface Descent {
        /**
         * Adds it to that of these modules' parameters.
         *
         * @param loss {@code []}, or {@code [members]}
         * @param last whether no further loss of this step will be
         */
        void run(Tensor loss, Set<String> modules, boolean last);
    }

    Backward(Phase phase, Model model) {
        this(phase, module -> model.parameters(module).values());
    }

    /** @param ofModule the parameters of a module, each of one model or of several together */
    Backward(Phase phase, Function<String, Collection<Tensor>> ofModule) {
        trained = phase.trainedModules();
        for (Goal goal : phase.goals()) {
            passes.computeIfAbsent(goal.reaches(trained), key -> new ArrayList<>())
                    .add(goal);
        }
        passes.keySet().forEach(modules -> parameters.put(modules, parameters(ofModule, modules)));
        all = parameters(ofModule, trained);
    }

    /**
     * Leaves the gradients in the parameters, replacing older ones.
     *
     * @return the sum of the weighted losses
     */
    double run(Outputs outputs, Batch batch) {
        return run(objective -> objective.loss(outputs, batch), this::descend)[0];
    }

    /**
     * The same, in which gradients come to the parameters in another way.
     *
     * @param losses gives an objective's loss {@code []}, or that of several members {@code [members]}
     * @return the sum of the weighted losses of each member
     */
    double[] run(Function<Objective, Tensor> losses, Descent descent) {
        all.forEach(parameter -> parameter.mutable_grad().reset());
        double[] sum = null;
        for (Iterator<Map.Entry<Set<String>, List<Goal>>> left =
                        passes.entrySet().iterator();
                left.hasNext(); ) {
            Map.Entry<Set<String>, List<Goal>> pass = left.next();
            Tensor loss = weighted(pass.getValue(), losses);
            double[] values = values(loss);
            sum = sum == null ? values : sum(sum, values);
            if (DoubleStream.of(sum).allMatch(Double::isFinite)) {
                descent.run(loss, pass.getKey(), !left.hasNext());
            }
        }
        return sum;
    }

    /** Straight through the graph, which is left to the losses to come. */
    private void descend(Tensor loss, Set<String> modules, boolean last) {
        if (last && modules.equals(trained)) {
            loss.backward();
            return;
        }
        List<Tensor> reached = parameters.get(modules);
        try (TensorVector inputs = new TensorVector(reached.toArray(Tensor[]::new))) {
            if (!reached.isEmpty()) {
                TensorArrayRefOptional only = new TensorArrayRefOptional(new TensorArrayRef(inputs));
                loss.backward(new Tensor(), new BoolOptional(true), false, only);
            }
        }
    }

    private static Tensor weighted(List<Goal> goals, Function<Objective, Tensor> losses) {
        Tensor sum = null;
        for (Goal goal : goals) {
            Tensor loss = losses.apply(goal.objective());
            Tensor weighted = goal.weight() == 1 ? loss : loss.mul(new Scalar(goal.weight()));
            sum = sum == null ? weighted : sum.add(weighted);
        }
        return sum;
    }

    private static double[] values(Tensor loss) {
        return loss.dim() == 0 ? new double[] {TensorData.toDouble(loss)} : TensorData.toDoubles(loss);
    }

    private static double[] sum(double[] left, double[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> left[i] + right[i])
                .toArray();
    }

    private static List<Tensor> parameters(Function<String, Collection<Tensor>> ofModule, Set<String> modules) {
        return modules.stream()
                .flatMap(module -> ofModule.apply(module).stream())
                .toList();
    }
}
