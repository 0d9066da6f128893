package dev.regimen.model;

import dev.regimen.data.Batch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Several models of one description computed at once. Their weights lie one after another in common tensors, of which
 * those of each model are views as long as this is open: what moves the common ones moves theirs, and the other way
 * round. Outlives the scope it is made in.
 */
public final class StackedModel implements AutoCloseable {
    private final List<Model> members;
    private final ModelSpec spec;
    private final Map<String, StackedWeights> weights = new LinkedHashMap<>();
    private final Map<String, StackedLayer> layers = new LinkedHashMap<>();

    /**
     * @param members at least one, all of the same description; they stay the caller's
     * @param wanted the modules that will be asked for
     * @throws IllegalArgumentException if one of these, or of those before them, cannot be stacked
     */
    public StackedModel(List<Model> members, Collection<String> wanted) {
        this.members = List.copyOf(members);
        this.spec = members.get(0).spec();
        for (String name : spec.ancestors(wanted)) {
            ModuleSpec module = spec.module(name);
            hindrance(module).ifPresent(hindrance -> {
                throw new IllegalArgumentException(hindrance);
            });
            StackedWeights joined = joined(name);
            weights.put(name, joined);
            layers.put(
                    name,
                    ((StackableNet) module.net()).stacked(first().live(name).inputs(), joined));
        }
    }

    /** What each of them is. */
    public ModelSpec spec() {
        return spec;
    }

    /** Why models like these cannot be stacked, as a sentence without its end; nothing if they can. */
    public static Optional<String> hindrance(ModelSpec spec) {
        return spec.modules().stream()
                .flatMap(module -> hindrance(module).stream())
                .findFirst();
    }

    private static Optional<String> hindrance(ModuleSpec module) {
        if (!(module.net() instanceof StackableNet net)) {
            return Optional.of("module '" + module.name() + "' has a net that cannot be stacked");
        }
        return net.hindrance().map(setting -> "module '" + module.name() + "' has " + setting);
    }

    /**
     * Computes the wanted modules and what they need.
     *
     * @param batch {@code [members, batch, …]} of each field
     * @param training the modules that are being trained
     * @return in the caller's scope
     */
    public StackedPass forward(Batch batch, Collection<String> wanted, Set<String> training) {
        StackedPass pass = new StackedPass(spec, batch.values());
        for (String name : spec.ancestors(wanted, batch.values().keySet())) {
            pass.compute(
                    spec.module(name),
                    layers.get(name),
                    first().live(name).items(),
                    weights.get(name).learn(),
                    new Pass(training.contains(name), null));
        }
        return pass;
    }

    /**
     * A module's parameters by name, those {@code [n, …]} of one model as {@code [members * n, …]}; they stay this's.
     */
    public Map<String, Tensor> parameters(String module) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        first().parameters(module)
                .keySet()
                .forEach(name -> parameters.put(name, weights.get(module).joined(name)));
        return parameters;
    }

    /** Turns gradients on for the common parameters of these modules. */
    public void requireGradients(Set<String> trained) {
        try (PointerScope scope = new PointerScope()) {
            trained.forEach(
                    module -> parameters(module).values().forEach(parameter -> parameter.set_requires_grad(true)));
        }
    }

    private Model first() {
        return members.get(0);
    }

    private StackedWeights joined(String module) {
        Map<String, Tensor> joined = new LinkedHashMap<>();
        names(module).forEach(name -> joined.put(name, join(module, name)));
        return new StackedWeights(members.size(), joined);
    }

    private Stream<String> names(String module) {
        return Stream.concat(first().parameters(module).keySet().stream(), first().buffers(module).keySet().stream());
    }

    /** Copies a weight of all members into one tensor and makes theirs views of it. */
    private Tensor join(String module, String name) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor[] own =
                    members.stream().map(member -> weight(member, module, name)).toArray(Tensor[]::new);
            Tensor joined = torch.cat(new TensorVector(own), 0);
            long size = own[0].size(0);
            for (int i = 0; i < own.length; i++) {
                own[i].set_data(joined.narrow(0, i * size, size));
            }
            joined.retainReference();
            return joined;
        }
    }

    private static Tensor weight(Model member, String module, String name) {
        Tensor parameter = member.parameters(module).get(name);
        return parameter == null ? member.buffers(module).get(name) : parameter;
    }

    /** Gives every model weights of its own again, as they are now. */
    @Override
    public void close() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            weights.keySet().forEach(module -> names(module)
                    .forEach(name -> members.forEach(member -> {
                        Tensor own = weight(member, module, name);
                        own.set_data(own.detach().clone());
                    })));
        }
        weights.values().forEach(StackedWeights::close);
    }
}
