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
 * looked up from then on. Worth it as long as their weights stay as they are, as in a phase that trains others, or, of
 * those that are trained, while they are evaluated: the same image may be in many examples.
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
    private final Set<String> changing;
    private final Map<String, Double> examples;
    private final IdentityHashMap<Pool, Map<String, Tensor>> known = new IdentityHashMap<>();

    /**
     * What there is room for, computed or not. It is never given back: what is looked up must not depend on how often
     * modules have changed, which a resumed training does not know.
     */
    private final IdentityHashMap<Pool, Map<String, Long>> reserved = new IdentityHashMap<>();

    /**
     * @param trained all other modules stay as they are as long as this is used
     * @param examples how many will be looked at, as far as anybody knows
     */
    public FrozenOutputs(Model model, Set<String> trained, double examples) {
        this(model, trained, examples, 0);
    }

    /**
     * @param trained all other modules stay as they are as long as this is used, and these until they
     *     {@linkplain #changed() have changed}
     * @param examples how many will be looked at, as far as anybody knows
     * @param between how many of these between two changes
     */
    public FrozenOutputs(Model model, Set<String> trained, double examples, double between) {
        this.model = model;
        ModelSpec spec = model.spec();
        this.changing = spec.names().stream()
                .filter(name -> spec.ancestors(List.of(name)).stream().anyMatch(trained::contains))
                .collect(Collectors.toSet());
        this.examples = spec.names().stream()
                .filter(name -> costly(model, name))
                .collect(Collectors.toMap(name -> name, name -> changing.contains(name) ? between : examples));
        this.examples.values().removeIf(count -> count == 0);
    }

    /** With weights of its own, or behind such: the others are computed as fast as they are looked up. */
    private static boolean costly(Model model, String module) {
        return model.spec().ancestors(List.of(module)).stream().anyMatch(needed -> model.parameterCount(needed) > 0);
    }

    /**
     * The batch with the outputs of all modules that can be looked up and are needed for the wanted ones.
     *
     * @return its new values are in the caller's scope
     */
    public Batch in(Batch batch, Collection<String> wanted) {
        if (examples.isEmpty() || batch.picked().isEmpty()) {
            return batch;
        }
        // Items of which examples were drawn are fewer than those of all examples.
        List<Map<String, Picked>> origins = List.of(rows(origins(batch), wanted), rows(batch.picked(), wanted));
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        Set<String> needed = new HashSet<>(wanted);
        List<String> order = model.spec().ancestors(wanted);
        for (int i = order.size() - 1; i >= 0; i--) { // what is behind others first: it makes them needless
            String name = order.get(i);
            if (!needed.contains(name)) {
                continue;
            }
            origins.stream()
                    .filter(rows -> rows.containsKey(name) && isWorthIt(name, rows.get(name)))
                    .findFirst()
                    .ifPresentOrElse(
                            rows -> outputs.put(name, lookUp(name, rows, batch.size())),
                            () -> needed.addAll(model.spec().module(name).reads()));
        }
        return outputs.isEmpty() ? batch : batch.with(outputs);
    }

    /** Whether there is a module at all that may be looked up. */
    public boolean any() {
        return !examples.isEmpty();
    }

    /** Forgets what trained modules said, and those behind them. */
    public void changed() {
        known.values().forEach(outputs -> outputs.entrySet().removeIf(output -> {
            boolean forgotten = changing.contains(output.getKey());
            if (forgotten) {
                output.getValue().close();
            }
            return forgotten;
        }));
    }

    private static Map<String, Picked> origins(Batch batch) {
        Map<String, Picked> origins = new HashMap<>();
        batch.picked().forEach((name, picked) -> picked.origin().ifPresent(origin -> origins.put(name, origin)));
        return origins;
    }

    /**
     * Where values come from, with those of modules that read nothing but what is picked from one pool, or each other.
     */
    private Map<String, Picked> rows(Map<String, Picked> values, Collection<String> wanted) {
        Map<String, Picked> rows = new HashMap<>(values);
        if (!rows.isEmpty()) {
            for (String name : model.spec().ancestors(wanted)) {
                rowsOf(model.spec().module(name), rows)
                        .ifPresent(picked ->
                                rows.put(name, new Picked(picked.pool(), name, picked.positions(), picked.items())));
            }
        }
        return rows;
    }

    private static Optional<Picked> rowsOf(ModuleSpec module, Map<String, Picked> rows) {
        Picked first = rows.get(module.reads().get(0));
        boolean readable = first != null && (module.each().isPresent() || !first.items());
        boolean same = readable
                && module.reads().stream().map(rows::get).allMatch(other -> other != null && other.sameRowsAs(first));
        return same ? Optional.of(first) : Optional.empty();
    }

    private boolean isWorthIt(String module, Picked picked) {
        if (!examples.containsKey(module)) {
            return false;
        }
        Map<String, Long> room = reserved.computeIfAbsent(picked.pool(), pool -> new HashMap<>());
        if (room.containsKey(module)) {
            return true;
        }
        long rows = picked.pool().size();
        long items = picked.items() ? shape(module).sizes().get(0) : 1;
        long bytes = bytes(module, picked);
        boolean worthIt = rows * LOOKS <= examples.get(module) * items && reservedBytes() + bytes <= MOST_BYTES;
        if (worthIt) {
            room.put(module, bytes);
        }
        return worthIt;
    }

    private long reservedBytes() {
        return reserved.values().stream()
                .flatMap(room -> room.values().stream())
                .mapToLong(bytes -> bytes)
                .sum();
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
                        model.spec().names().contains(read)
                                ? compute(read, rows, pool)
                                : pool.value(rows.get(read).column())));
        return model.evaluate(module, values, rows.get(module).items());
    }

    @Override
    public void close() {
        known.values().forEach(outputs -> outputs.values().forEach(Tensor::close));
        known.clear();
        reserved.clear();
    }
}
