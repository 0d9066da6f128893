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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    /** Of one module's outputs; a larger pool is left alone. */
    private static final long MOST_BYTES = 256L << 20;

    /** Computing a pool that is hardly looked at twice saves nothing, and a phase may end before its budget does. */
    private static final int LOOKS = 2;

    private static final int ROWS = 256;

    private final Model model;
    private final Set<String> frozen;
    private final double examples;
    private final IdentityHashMap<Pool, Map<String, Tensor>> known = new IdentityHashMap<>();
    private final Set<String> used = new TreeSet<>();

    /**
     * @param trained all other modules stay as they are as long as this is used
     * @param examples how many will be looked at, as far as anybody knows
     */
    public FrozenOutputs(Model model, Set<String> trained, double examples) {
        this.model = model;
        this.frozen = new HashSet<>(model.spec().names());
        this.frozen.removeAll(trained);
        this.examples = examples;
    }

    /**
     * The batch with the outputs of all frozen modules that can be looked up and are needed for the wanted ones.
     *
     * @return its new values are in the caller's scope
     */
    public Batch in(Batch batch, Collection<String> wanted) {
        if (frozen.isEmpty() || batch.picked().isEmpty()) {
            return batch;
        }
        Map<String, Picked> rows = new HashMap<>(batch.picked());
        Set<String> there = frozenRows(rows, wanted);
        Set<String> read = new HashSet<>(wanted);
        model.spec()
                .ancestors(wanted, there)
                .forEach(name -> read.addAll(model.spec().module(name).reads()));
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        there.stream().filter(read::contains).forEach(name -> outputs.put(name, lookUp(name, rows, batch.size())));
        used.addAll(outputs.keySet());
        return outputs.isEmpty() ? batch : batch.with(outputs);
    }

    /** Whether there is a frozen module at all. */
    public boolean any() {
        return !frozen.isEmpty();
    }

    /** The modules whose outputs were looked up so far. */
    public Set<String> modules() {
        return Set.copyOf(used);
    }

    /**
     * Finds the frozen modules that read nothing but what is picked from one pool, or each other.
     *
     * @param rows where values come from, by name; those of these modules are added
     */
    private Set<String> frozenRows(Map<String, Picked> rows, Collection<String> wanted) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : model.spec().ancestors(wanted)) {
            Optional<Picked> own = frozen.contains(name) ? rowsOf(model.spec().module(name), rows) : Optional.empty();
            own.filter(picked -> isWorthIt(name, picked)).ifPresent(picked -> {
                rows.put(name, new Picked(picked.pool(), name, picked.positions(), picked.items()));
                found.add(name);
            });
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
        long rows = picked.pool().size();
        Shape shape = model.fields().get(module).shape();
        long items = picked.items() ? shape.sizes().get(0) : 1;
        return rows * LOOKS <= examples * items && rows * (shape.elements() / items) * Float.BYTES <= MOST_BYTES;
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
        }
        return all;
    }

    private Tensor compute(String module, Map<String, Picked> rows) {
        long size = rows.get(module).pool().size();
        Tensor all = null;
        for (long start = 0; start < size; start += ROWS) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor part = compute(module, rows, start, Math.min(ROWS, size - start));
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

    private Tensor compute(String module, Map<String, Picked> rows, long start, long count) {
        Picked picked = rows.get(module);
        Batch pool = picked.pool().gather(LongStream.range(start, start + count).toArray());
        Map<String, Tensor> values = new HashMap<>();
        model.spec()
                .module(module)
                .reads()
                .forEach(read -> values.put(
                        read,
                        frozen.contains(read)
                                ? ofPool(read, rows).narrow(0, start, count)
                                : pool.value(rows.get(read).column())));
        return model.evaluate(module, values, picked.items());
    }

    @Override
    public void close() {
        known.values().forEach(outputs -> outputs.values().forEach(Tensor::close));
        known.clear();
    }
}
