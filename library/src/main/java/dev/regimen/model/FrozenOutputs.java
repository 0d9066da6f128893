package dev.regimen.model;

import dev.regimen.data.Batch;
import dev.regimen.data.Picked;
import dev.regimen.data.Pool;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What frozen modules say of values that come again: computed once for the whole pool that they are picked from, and
 * looked up from then on. Worth it as long as their weights stay as they are, as in a phase that trains others.
 *
 * <p>The numbers are those that the modules would give for each batch, but for the order in which a library adds them
 * up, which may depend on how many rows it looks at. Used by one thread; made outside any scope that ends before it.
 */
public final class FrozenOutputs implements AutoCloseable {
    /** Of all modules and pools; what has no room is computed every time. Several trainings may run side by side. */
    private static final long MOST_BYTES = 64L << 20;

    /** Computing a pool that is hardly looked at twice saves nothing, and a phase may end before its budget does. */
    private static final int LOOKS = 2;

    private static final int ROWS = 256;

    private final Model model;
    private final Set<String> frozen;
    private final Set<String> costly;
    private final double examples;
    private final IdentityHashMap<Pool, Map<String, Tensor>> known = new IdentityHashMap<>();
    private long bytes;

    /**
     * @param trained all other modules stay as they are as long as this is used
     * @param examples how many will be looked at, as far as anybody knows
     */
    public FrozenOutputs(Model model, Set<String> trained, double examples) {
        this.model = model;
        this.frozen = model.spec().names().stream()
                .filter(name -> !trained.contains(name))
                .collect(Collectors.toSet());
        this.costly = examples == 0 ? Set.of() : costly(model, frozen);
        this.examples = examples;
    }

    /** With weights of their own, or behind such: the others are computed as fast as they are looked up. */
    private static Set<String> costly(Model model, Set<String> frozen) {
        return frozen.stream()
                .filter(name -> model.spec().ancestors(List.of(name)).stream()
                        .anyMatch(needed -> model.parameterCount(needed) > 0))
                .collect(Collectors.toSet());
    }

    /**
     * The batch with the outputs of all frozen modules that can be looked up and are needed for the wanted ones.
     *
     * @return its new values are in the caller's scope
     */
    public Batch in(Batch batch, Collection<String> wanted) {
        if (costly.isEmpty() || batch.picked().isEmpty()) {
            return batch;
        }
        Map<String, Picked> rows = new HashMap<>(batch.picked());
        Set<String> there = worthIt(rows, wanted);
        Set<String> read = new HashSet<>(wanted);
        model.spec()
                .ancestors(wanted, there)
                .forEach(name -> read.addAll(model.spec().module(name).reads()));
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        there.stream().filter(read::contains).forEach(name -> outputs.put(name, lookUp(name, rows, batch.size())));
        return outputs.isEmpty() ? batch : batch.with(outputs);
    }

    /** Whether there is a frozen module at all that may be looked up. */
    public boolean any() {
        return !costly.isEmpty();
    }

    /**
     * Finds the modules to look up, among the frozen ones that read nothing but what is picked from one pool, or each
     * other.
     *
     * @param rows where values come from, by name; those of all such modules are added
     */
    private Set<String> worthIt(Map<String, Picked> rows, Collection<String> wanted) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : model.spec().ancestors(wanted)) {
            Optional<Picked> own = frozen.contains(name) ? rowsOf(model.spec().module(name), rows) : Optional.empty();
            own.ifPresent(
                    picked -> rows.put(name, new Picked(picked.pool(), name, picked.positions(), picked.items())));
            own.filter(picked -> isWorthIt(name, picked)).ifPresent(picked -> found.add(name));
        }
        return found;
    }

    private static Optional<Picked> rowsOf(ModuleSpec module, Map<String, Picked> rows) {
        Picked first = rows.get(module.reads().get(0));
        boolean readable = first != null && (module.each().isPresent() || !first.items());
        boolean same = readable
                && module.reads().stream().map(rows::get).allMatch(other -> other != null && other.sameRowsAs(first));
        return same ? Optional.of(first) : Optional.empty();
    }

    private boolean isWorthIt(String module, Picked picked) {
        if (!costly.contains(module)) {
            return false;
        }
        if (known.getOrDefault(picked.pool(), Map.of()).containsKey(module)) {
            return true;
        }
        long rows = picked.pool().size();
        long items = picked.items() ? shape(module).sizes().get(0) : 1;
        return rows * LOOKS <= examples * items && bytes + bytes(module, picked) <= MOST_BYTES;
    }

    private long bytes(String module, Picked picked) {
        long items = picked.items() ? shape(module).sizes().get(0) : 1;
        return picked.pool().size() * (shape(module).elements() / items) * Float.BYTES;
    }

    private Shape shape(String module) {
        return model.fields().get(module).shape();
    }

    /** {@code [batch, …]}. */
    private Tensor lookUp(String module, Map<String, Picked> rows, int batch) {
        Picked picked = rows.get(module);
        Tensor all = ofPool(module, rows);
        Tensor index = TensorData.longs(picked.positions(), picked.positions().length);
        Tensor found = all.index_select(0, index);
        return picked.items() ? found.unflatten(0, batch, -1) : found; // -> [batch, items, …]
    }

    /** {@code [rows, …]}, which stays this object's. */
    private Tensor ofPool(String module, Map<String, Picked> rows) {
        Map<String, Tensor> outputs = known.computeIfAbsent(rows.get(module).pool(), pool -> new HashMap<>());
        Tensor all = outputs.get(module);
        if (all == null) {
            all = compute(module, rows);
            outputs.put(module, all);
            bytes += bytes(module, rows.get(module));
        }
        return all;
    }

    private Tensor compute(String module, Map<String, Picked> rows) {
        Pool pool = rows.get(module).pool();
        long size = pool.size();
        Tensor all = null;
        for (long start = 0; start < size; start += ROWS) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                long end = Math.min(start + ROWS, size);
                Tensor part = compute(
                        module, rows, pool.gather(LongStream.range(start, end).toArray()));
                if (all == null) {
                    long[] shape = part.shape();
                    shape[0] = size;
                    all = torch.empty(shape);
                    all.retainReference();
                }
                all.narrow(0, start, part.size(0)).copy_(part);
            }
        }
        return all;
    }

    /** What is between the pool and the module is not kept. */
    private Tensor compute(String module, Map<String, Picked> rows, Batch pool) {
        Map<String, Tensor> values = new HashMap<>();
        model.spec()
                .module(module)
                .reads()
                .forEach(read -> values.put(
                        read,
                        frozen.contains(read)
                                ? compute(read, rows, pool)
                                : pool.value(rows.get(read).column())));
        return model.evaluate(module, values, rows.get(module).items());
    }

    @Override
    public void close() {
        known.values().forEach(outputs -> outputs.values().forEach(Tensor::close));
        known.clear();
        bytes = 0;
    }
}
