package dev.regimen.explanation;

import dev.regimen.data.Batch;
import dev.regimen.explanation.Arrival.Reach;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Where the gradients of a phase's goals go, taken from the autograd graph of one batch.
 *
 * @param computed the modules that the goals need
 * @param carrying the modules whose output a gradient goes through
 * @param arrivals for every goal, by module, in the modules that it is to move
 */
record GradientFlow(Set<String> computed, Set<String> carrying, List<Map<String, Arrival>> arrivals) {
    /**
     * How far weights are moved before a gradient of zero is believed: weights that start at zero let nothing through
     * at first, but do after one step.
     */
    private static final double NUDGE = 0.01;

    /**
     * Measures as the phase's first step would, with dropout and the batch's own statistics, and leaves the model's
     * weights as they were.
     *
     * @param model its gradients are turned on for what the phase trains
     */
    static GradientFlow measure(long seed, Phase phase, Model model, Batch batch) {
        Map<String, Tensor> before = new LinkedHashMap<>();
        model.weights()
                .forEach((name, weight) -> before.put(name, weight.detach().clone()));
        try (Generator generator = Seeds.generator(Seeds.derive(seed, "explanation"))) {
            GradientFlow flow = of(phase, model, batch, generator);
            if (flow.arrivals.stream().noneMatch(goal -> goal.values().stream().anyMatch(GradientFlow::isZero))) {
                return flow;
            }
            nudge(model, generator);
            return flow.unlessReachedIn(of(phase, model, batch, generator));
        } finally {
            put(before, model.weights());
        }
    }

    private static GradientFlow of(Phase phase, Model model, Batch batch, Generator generator) {
        Outputs outputs = model.forward(batch, phase.reads(), phase.trainedModules(), generator);
        Set<String> carrying = new HashSet<>();
        outputs.values().forEach((module, value) -> {
            if (value.requires_grad()) {
                carrying.add(module);
            }
        });
        List<Map<String, Arrival>> arrivals = new ArrayList<>();
        for (Goal goal : phase.goals()) {
            Tensor loss = goal.objective().loss(outputs, batch).mul(new Scalar(goal.weight()));
            arrivals.add(arrivals(loss, goal.reaches(phase.trainedModules()), model));
        }
        return new GradientFlow(outputs.values().keySet(), carrying, arrivals);
    }

    private static Map<String, Arrival> arrivals(Tensor loss, Set<String> modules, Model model) {
        Map<String, Arrival> arrivals = new HashMap<>();
        for (String module : modules) {
            List<Tensor> parameters = List.copyOf(model.parameters(module).values());
            // A loss that no parameter with a gradient is part of has no graph to ask.
            boolean ask = loss.requires_grad() && !parameters.isEmpty();
            arrivals.put(module, ask ? arrival(loss, parameters) : Arrival.NOT_CONNECTED);
        }
        return arrivals;
    }

    private static Arrival arrival(Tensor loss, List<Tensor> parameters) {
        TensorVector gradients = torch.grad(
                new TensorVector(loss),
                new TensorVector(parameters.toArray(Tensor[]::new)),
                new TensorVector(),
                new BoolOptional(true),
                false,
                true);
        double squares = 0;
        long reached = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Tensor gradient = gradients.get(i);
            if (gradient.defined()) {
                double norm = TensorData.toDouble(gradient.norm());
                squares += norm * norm;
                reached += gradient.numel();
            }
        }
        if (reached == 0) {
            return Arrival.NOT_CONNECTED;
        }
        // A gradient that is not a number is one that arrives: training would diverge.
        return new Arrival(squares == 0 ? Reach.ZERO : Reach.REACHED, Math.sqrt(squares), reached);
    }

    /** What was zero here but arrives there is connected: it arrives with the norm it has here. */
    private GradientFlow unlessReachedIn(GradientFlow nudged) {
        List<Map<String, Arrival>> confirmed = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Map<String, Arrival> goal = new HashMap<>(arrivals.get(i));
            Map<String, Arrival> other = nudged.arrivals.get(i);
            goal.replaceAll(
                    (module, found) -> isZero(found) && other.get(module).reached()
                            ? new Arrival(Reach.REACHED, found.norm(), found.parameters())
                            : found);
            confirmed.add(goal);
        }
        return new GradientFlow(computed, carrying, confirmed);
    }

    private static boolean isZero(Arrival arrival) {
        return arrival.reach() == Reach.ZERO;
    }

    private static void nudge(Model model, Generator generator) {
        try (NoGradGuard guard = new NoGradGuard()) {
            for (String module : model.spec().names()) {
                for (Tensor parameter : model.parameters(module).values()) {
                    Tensor noise = torch.empty_like(parameter).normal_(0, NUDGE, new GeneratorOptional(generator));
                    parameter.add_(noise);
                }
            }
        }
    }

    private static void put(Map<String, Tensor> from, Map<String, Tensor> to) {
        try (NoGradGuard guard = new NoGradGuard()) {
            from.forEach((name, value) -> to.get(name).copy_(value));
        }
    }
}
