package dev.regimen.model;

import dev.regimen.data.Batch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
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
    /** What was computed last, in the order of the modules. */
    private final List<Computed> computed = new ArrayList<>();

    /**
     * A module's part in a forward pass.
     *
     * @param read what it reads
     * @param each whether each item of that is an example
     * @param inputs the examples
     * @param output a new beginning of libtorch's graph
     */
    private record Computed(
            String module, List<Tensor> read, boolean each, List<Tensor> inputs, Recording recording, Tensor output) {
        void backward(Recording.Way way) {
            Tensor gradient = output.grad();
            if (!gradient.defined()) {
                return;
            }
            recording.backward(each ? gradient.flatten(1, 2) : gradient, way);
            for (int i = 0; i < inputs.size(); i++) {
                Tensor input = inputs.get(i);
                if (each && input.grad().defined()) {
                    passOn(input.grad(), read.get(i));
                }
            }
        }

        private static void passOn(Tensor gradient, Tensor to) {
            Tensor whole = gradient.reshape(to.shape());
            if (to.grad().defined()) {
                to.grad().add_(whole);
            } else {
                to.mutable_grad().put(whole);
            }
        }
    }

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
     * @return {@code [members, batch, …]} of each module, in the caller's scope. Gradients of it go no further by
     *     themselves, but by {@link #backward}
     */
    public Outputs forward(Batch batch, Collection<String> wanted, Set<String> training) {
        computed.clear();
        Map<String, Tensor> values = new LinkedHashMap<>(batch.values());
        for (String name : spec.ancestors(wanted, values.keySet())) {
            values.put(name, forward(name, values, new Pass(training.contains(name), null)));
        }
        values.keySet().retainAll(spec.names());
        return new Outputs(values);
    }

    private Tensor forward(String name, Map<String, Tensor> values, Pass pass) {
        boolean each = spec.module(name).each().isPresent();
        List<Tensor> read = spec.module(name).reads().stream().map(values::get).toList();
        List<Tensor> inputs =
                each ? read.stream().map(StackedModel::itemsAsExamples).toList() : read;
        Recording recording = layers.get(name).record(inputs, pass);
        Tensor result = recording.output();
        Tensor output = each ? result.unflatten(1, -1, first().live(name).items()) : result;
        boolean learning = learns(name) || inputs.stream().anyMatch(Tensor::requires_grad);
        output.set_requires_grad(learning);
        if (learning) {
            computed.add(new Computed(name, read, each, inputs, recording, output));
        }
        return output;
    }

    /** {@code [members, batch, items, …]} to {@code [members, batch * items, …]}, a new beginning of the graph. */
    private static Tensor itemsAsExamples(Tensor value) {
        return value.detach().flatten(1, 2).set_requires_grad(value.requires_grad());
    }

    private boolean learns(String module) {
        return weights.get(module).learn();
    }

    /**
     * Takes the gradient of a loss of the last outputs back to the parameters of these modules, adding to what is
     * there.
     *
     * @param losses {@code [members]}
     * @param last whether no further loss of these outputs will be
     */
    public void backward(Tensor losses, Set<String> modules, boolean last) {
        computed.forEach(one -> one.output.mutable_grad().reset());
        // Members have no parameter in common: the gradient of their losses' sum is that of each one's own.
        losses.backward(torch.ones_like(losses), new BoolOptional(), false, new TensorArrayRefOptional());
        Set<String> leading = leading(modules);
        for (int i = computed.size() - 1; i >= 0; i--) {
            Computed one = computed.get(i);
            if (leading.contains(one.module)) {
                boolean inputs = spec.module(one.module).reads().stream().anyMatch(leading::contains);
                one.backward(new Recording.Way(modules.contains(one.module), inputs, last));
            }
        }
    }

    /** These modules, and those that read them, be it through others. */
    private Set<String> leading(Set<String> modules) {
        Set<String> leading = new HashSet<>(modules);
        for (String name : spec.names()) {
            if (spec.module(name).reads().stream().anyMatch(leading::contains)) {
                leading.add(name);
            }
        }
        return leading;
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
