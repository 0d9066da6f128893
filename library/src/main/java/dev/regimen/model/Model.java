package dev.regimen.model;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.torch.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Live weights of a {@link ModelSpec}. Not safe for use by two threads at once. Must be made outside any scope that
 * ends before it; owns its weights.
 */
public final class Model implements AutoCloseable {
    private final ModelSpec spec;
    private final Map<String, Field> fields;
    private final long seed;
    private final Map<String, LiveModule> modules = new LinkedHashMap<>();
    private Order order = new Order(List.of(), Set.of(), List.of());

    Model(ModelSpec spec, Map<String, Field> fields, long seed) {
        this.spec = spec;
        this.fields = new LinkedHashMap<>(fields);
        this.seed = seed;
        try {
            for (ModuleSpec module : spec.modules()) {
                if (fields.containsKey(module.name())) {
                    throw new IllegalArgumentException(
                            "module '" + module.name() + "' has the name of a field of the examples; give it another");
                }
                LiveModule live = LiveModule.create(module, this.fields, initialisation(module.name(), 0));
                modules.put(module.name(), live);
                this.fields.put(module.name(), live.output());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public ModelSpec spec() {
        return spec;
    }

    /** What examples have and modules give, by name. */
    public Map<String, Field> fields() {
        return Map.copyOf(fields);
    }

    /**
     * Computes the wanted modules and what they need, and nothing else.
     *
     * @param batch may have outputs of modules as well, which are then not computed
     * @param training the modules that are being trained; the others run in evaluation mode
     * @param generator randomness for the modules in training
     * @return outputs in the caller's scope
     */
    public Outputs forward(Batch batch, Collection<String> wanted, Set<String> training, Generator generator) {
        Pass trainingPass = new Pass(true, generator);
        Map<String, Tensor> values = new LinkedHashMap<>(batch.values());
        for (String name : order(wanted, batch.values().keySet())) {
            Tensor value = modules.get(name).forward(values, training.contains(name) ? trainingPass : Pass.EVALUATION);
            values.put(name, value);
        }
        values.keySet().retainAll(modules.keySet());
        return new Outputs(values);
    }

    /** Computes the wanted modules in evaluation mode, without gradients. */
    public Outputs evaluate(Batch batch, Collection<String> wanted) {
        try (NoGradGuard guard = new NoGradGuard()) {
            return forward(batch, wanted, Set.of(), null);
        }
    }

    /**
     * Computes one module in evaluation mode.
     *
     * @param values what it reads, by name
     * @param items whether these are single items of what it reads each of
     */
    Tensor evaluate(String module, Map<String, Tensor> values, boolean items) {
        LiveModule live = live(module);
        return items
                ? live.layer()
                        .forward(live.spec().reads().stream().map(values::get).toList(), Pass.EVALUATION)
                : live.forward(values, Pass.EVALUATION);
    }

    /** A module's parameters by name; they stay the model's. */
    public Map<String, Tensor> parameters(String module) {
        return live(module).weights().parameters();
    }

    /** A module's state that is not trained by gradient, by name; it stays the model's. */
    public Map<String, Tensor> buffers(String module) {
        return live(module).weights().buffers();
    }

    /** How many numbers a module trains. */
    public long parameterCount(String module) {
        return parameters(module).values().stream().mapToLong(Tensor::numel).sum();
    }

    /** Whether what a module says of an example while it is trained depends on the others of the batch. */
    public boolean dependsOnBatch(String module) {
        return live(module).weights().dependingOnBatch();
    }

    /**
     * Another model with the same weights: what moves these moves those. Gradients are its own. It is for another
     * thread, which must be the one that calls this and that closes it.
     */
    public Model replica() {
        Map<String, Field> own = new LinkedHashMap<>(fields);
        own.keySet().removeAll(modules.keySet());
        Model replica = new Model(spec, own, seed);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Map<String, Tensor> shared = weights();
            replica.weights()
                    .forEach((name, weight) -> weight.set_data(shared.get(name).detach()));
            return replica;
        } catch (RuntimeException e) {
            replica.close();
            throw e;
        }
    }

    /** Estimated floating-point operations of a module's forward pass over one example. */
    public double flops(String module) {
        return live(module).flops();
    }

    /** All parameters and buffers as {@code module/name}; they stay the model's. */
    public Map<String, Tensor> weights() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        modules.forEach((name, live) -> {
            live.weights().parameters().forEach((key, tensor) -> all.put(name + "/" + key, tensor));
            live.weights().buffers().forEach((key, tensor) -> all.put(name + "/" + key, tensor));
        });
        return all;
    }

    /** Turns gradients on for the parameters of these modules and off for all others. */
    public void requireGradients(Set<String> trained) {
        // What changes a tensor gives a new handle on it, which the scope closes.
        try (PointerScope scope = new PointerScope()) {
            modules.forEach((name, live) -> live.weights()
                    .parameters()
                    .values()
                    .forEach(parameter -> parameter.set_requires_grad(trained.contains(name))));
        }
    }

    /** Draws a module's weights anew, from another stream than the first ones. */
    public void reinitialise(String module) {
        try (PointerScope scope = new PointerScope();
                Weights drawn = LiveModule.create(spec.module(module), fields, initialisation(module, 1))
                        .weights();
                NoGradGuard guard = new NoGradGuard()) {
            copy(drawn.parameters(), parameters(module));
            copy(drawn.buffers(), buffers(module));
        }
    }

    /** Copies values by name into these weights. */
    private static void copy(Map<String, Tensor> from, Map<String, Tensor> to) {
        from.forEach((name, tensor) -> to.get(name).copy_(tensor));
    }

    private long initialisation(String module, int draw) {
        return Seeds.derive(seed, "initialisation/" + module + "/" + draw);
    }

    LiveModule live(String module) {
        spec.module(module);
        return modules.get(module);
    }

    private List<String> order(Collection<String> wanted, Set<String> given) {
        Order last = order;
        if (!last.answers(wanted, given)) {
            last = new Order(wanted, given, spec);
            order = last;
        }
        return last.modules;
    }

    /** What the last pass computed; mostly the next one computes the same. */
    private record Order(List<String> wanted, Set<String> given, List<String> modules) {
        Order(Collection<String> wanted, Set<String> given, ModelSpec spec) {
            this(List.copyOf(wanted), Set.copyOf(given), spec.ancestors(wanted, given));
        }

        /** Two that ask for the same in another order may be told no. */
        boolean answers(Collection<String> otherWanted, Set<String> otherGiven) {
            return wanted.equals(List.copyOf(otherWanted)) && given.equals(otherGiven);
        }
    }

    @Override
    public void close() {
        new ArrayList<>(modules.values()).forEach(live -> live.weights().close());
    }
}
