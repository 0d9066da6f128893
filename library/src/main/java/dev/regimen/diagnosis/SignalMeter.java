package dev.regimen.diagnosis;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.Outputs;
import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import dev.regimen.task.Task;
import dev.regimen.torch.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Estimates the signal and the noise of gradients at the weights that a model has, from batches that are drawn
 * independently. From the mean gradients g_b of n batches of B examples,
 *
 * <pre>signal = (‖Σ g_b‖² − Σ ‖g_b‖²) / (n (n − 1))   noise = B / (n − 1) · Σ ‖g_b − mean‖²</pre>
 *
 * which are unbiased for ‖E g‖² and tr Cov g, and their ratio, each with a 95 % interval by a jackknife over
 * {@value #GROUPS} groups of batches. Gradients are computed in single precision, as training computes them, and added
 * up in double precision.
 *
 * <p>The modules asked about run as in training, the others as frozen ones do. Where batch norm or dropout make a
 * gradient depend on more than its example, g is that of the examples in a batch of this size, and the noise B times
 * the variance of a batch's gradient. Measuring leaves the model as it was: weights, batch-norm statistics, gradients
 * and what asks for one.
 *
 * @param batches n, a multiple of {@value #GROUPS}
 * @param batchSize B
 * @param seed fixes the batches
 */
public record SignalMeter(int batches, int batchSize, long seed) {
    /** How many groups of batches the jackknife leaves out, each in its turn. */
    static final int GROUPS = 20;

    /** @throws IllegalArgumentException if there are too few batches, or a group would be smaller than another */
    public SignalMeter {
        if (batches < GROUPS || batches % GROUPS != 0) {
            throw new IllegalArgumentException(
                    "gradient signals are measured from a multiple of " + GROUPS + " batches, not " + batches);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one example, not " + batchSize);
        }
    }

    /**
     * Measures a model as it is before training with this seed.
     *
     * @return as {@link #measure(Model, Task)} does
     */
    public List<GradientSignal> atInitialisation(ModelSpec spec, Task task, long modelSeed) {
        try (Model model = spec.create(task.examples().fields(), modelSeed)) {
            return measure(model, task);
        }
    }

    /**
     * Measures every module with parameters, in the graph's order: the final objective's gradient, all modules being
     * trained, and where it has a seam, that of its own objective, the others being frozen.
     */
    public List<GradientSignal> measure(Model model, Task task) {
        List<String> modules = model.spec().ancestors(task.objective().reads());
        Map<String, GradientSignal> ends =
                measure(model, task.examples(), task.objective(), Set.copyOf(modules)).stream()
                        .collect(Collectors.toMap(GradientSignal::module, signal -> signal));
        List<GradientSignal> all = new ArrayList<>();
        for (String module : model.spec().names()) {
            if (ends.containsKey(module)) {
                all.add(ends.get(module));
            }
            Head seam = task.seams().get(module);
            if (seam != null && model.parameterCount(module) > 0) {
                all.addAll(measure(model, task.examples(), seam, Set.of(module)));
            }
        }
        return all;
    }

    /**
     * Measures an objective's gradient in these modules.
     *
     * @param modules run as in training; those without parameters are left out of the answer
     * @return in the graph's order
     * @throws IllegalArgumentException if the objective depends on none of their parameters
     */
    public List<GradientSignal> measure(Model model, Examples examples, Objective objective, Set<String> modules) {
        modules.forEach(model.spec()::module);
        Map<String, GradientSums> sums = new LinkedHashMap<>();
        try (Preserved preserved = Preserved.of(model)) {
            model.spec().names().stream()
                    .filter(module -> modules.contains(module) && model.parameterCount(module) > 0)
                    .forEach(module ->
                            sums.put(module, new GradientSums(GROUPS, batchSize, model.parameterCount(module))));
            model.requireGradients(modules);
            for (int i = 0; i < batches; i++) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor loss = loss(model, examples, objective, modules, i);
                    gradients(loss, model, sums.keySet())
                            .forEach((module, gradient) -> sums.get(module).add(gradient));
                }
            }
            String name = name(objective);
            return sums.entrySet().stream()
                    .map(entry -> entry.getValue().signal(entry.getKey(), name))
                    .toList();
        } finally {
            sums.values().forEach(GradientSums::close);
        }
    }

    /** The mean loss of a batch. Each has a source of its own: one source's would share out an epoch among them. */
    private Tensor loss(Model model, Examples examples, Objective objective, Set<String> modules, int index) {
        long drawn = Seeds.derive(seed, "batch/" + index);
        try (Generator generator = Seeds.generator(Seeds.derive(drawn, "noise"))) {
            Batch batch = examples.training(drawn, batchSize, Sample.ALL).next(model);
            Outputs outputs = model.forward(batch, objective.reads(), modules, generator);
            Tensor loss = objective.loss(outputs, batch);
            if (!loss.requires_grad()) {
                throw new IllegalArgumentException(name(objective) + " depends on no parameter of " + modules);
            }
            return loss;
        }
    }

    /** One vector {@code [parameters]} for each module; zero where the loss does not depend on a parameter. */
    private static Map<String, Tensor> gradients(Tensor loss, Model model, Set<String> modules) {
        List<Tensor> parameters = modules.stream()
                .flatMap(module -> model.parameters(module).values().stream())
                .toList();
        TensorVector found = torch.grad(
                new TensorVector(loss),
                new TensorVector(parameters.toArray(Tensor[]::new)),
                new TensorVector(),
                new BoolOptional(false),
                false,
                true);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        int next = 0;
        for (String module : modules) {
            TensorVector own = new TensorVector();
            for (Tensor parameter : model.parameters(module).values()) {
                Tensor gradient = found.get(next++);
                own.push_back((gradient.defined() ? gradient : torch.zeros_like(parameter)).reshape(-1));
            }
            gradients.put(module, torch.cat(own));
        }
        return gradients;
    }

    private static String name(Objective objective) {
        return objective.heads().stream()
                .map(head -> head.of() + " on " + head.target())
                .collect(Collectors.joining(" and "));
    }
}
