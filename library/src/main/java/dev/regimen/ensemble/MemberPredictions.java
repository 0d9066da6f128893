package dev.regimen.ensemble;

import dev.regimen.data.Batch;
import dev.regimen.data.Picked;
import dev.regimen.data.Pool;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * What the members of an ensemble predict. An ensemble is looked at in many ways, as a whole, member by member and with
 * fewer of them, on the same examples: what members say of examples that come again is kept, and each predicts once.
 */
final class MemberPredictions implements AutoCloseable {
    /** Of all that is kept; what has no room, such as maps of many images, is predicted every time. */
    private static final long MOST_BYTES = 64L << 20;

    private final List<Predictor> members;
    private final Map<Rows, List<Predictions>> known = new HashMap<>();
    private final long most;
    private long bytes;

    /** @param members owned from now on; they stay as they are as long as this is used */
    MemberPredictions(List<Predictor> members) {
        this(members, MOST_BYTES);
    }

    MemberPredictions(List<Predictor> members, long most) {
        this.members = List.copyOf(members);
        this.most = most;
    }

    List<Predictor> members() {
        return members;
    }

    /**
     * One for each member, in their order.
     *
     * @return in the caller's scope, or kept until this is closed: not to be changed
     */
    synchronized List<Predictions> of(Batch batch) {
        Optional<Rows> rows = Rows.of(batch);
        List<Predictions> before = rows.map(known::get).orElse(null);
        if (before != null) {
            return before;
        }
        List<Predictions> said =
                members.stream().map(member -> alone(member, batch)).toList();
        rows.ifPresent(key -> keep(key, said));
        return said;
    }

    /**
     * What a member makes on its way is freed before the next one begins: what all of them make is more than the
     * process would keep, so that it would be given back and asked for again with every batch.
     */
    private static Predictions alone(Predictor member, Batch batch) {
        PointerScope callers = PointerScope.getInnerScope();
        try (PointerScope own = new PointerScope()) {
            Map<String, Tensor> said = new HashMap<>();
            member.predict(batch).byModule().forEach((module, tensor) -> {
                Tensor handle = tensor.detach(); // some only borrow what the scope frees
                if (callers == null) {
                    handle.retainReference();
                } else {
                    callers.attach(handle);
                }
                said.put(module, handle);
            });
            return new Predictions(said);
        }
    }

    private void keep(Rows rows, List<Predictions> said) {
        long more = said.stream()
                .flatMap(one -> one.byModule().values().stream())
                .mapToLong(Tensor::nbytes)
                .sum();
        if (bytes + more <= most) {
            known.put(rows, said.stream().map(MemberPredictions::kept).toList());
            bytes += more;
        }
    }

    /** The same values by handles of their own: some of a prediction's own only borrow what its scope will free. */
    private static Predictions kept(Predictions said) {
        Map<String, Tensor> own = new HashMap<>();
        said.byModule()
                .forEach((module, tensor) -> own.put(module, tensor.detach().retainReference()));
        return new Predictions(own);
    }

    @Override
    public synchronized void close() {
        known.values()
                .forEach(said -> said.forEach(one -> one.byModule().values().forEach(Tensor::close)));
        known.clear();
        members.forEach(Predictor::close);
    }

    /** Whole examples of a pool, at these positions. */
    private record Rows(Pool pool, LongBuffer positions) {
        /** Only if all values of a batch are picked from the same rows, they are all that tells it from others. */
        static Optional<Rows> of(Batch batch) {
            Iterator<Picked> all = batch.picked().values().iterator();
            if (batch.picked().size() < batch.values().size() || !all.hasNext()) {
                return Optional.empty();
            }
            Picked first = all.next();
            boolean whole = !first.items()
                    && batch.picked().values().stream().allMatch(first::sameRowsAs)
                    && batch.picked().entrySet().stream()
                            .allMatch(one -> one.getKey().equals(one.getValue().column()));
            return whole ? Optional.of(new Rows(first.pool(), LongBuffer.wrap(first.positions()))) : Optional.empty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Rows rows && pool == rows.pool && positions.equals(rows.positions);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(pool) + positions.hashCode();
        }
    }
}
