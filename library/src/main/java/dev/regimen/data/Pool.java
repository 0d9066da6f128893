package dev.regimen.data;

import java.util.Map;
import java.util.function.Function;

/** Finitely many examples, or items that examples are made of, in an order that does not change. */
public interface Pool {
    long size();

    /** Those at these positions; the caller, or its scope, owns the batch. */
    Batch gather(long[] positions);

    /**
     * Where columns were picked from themselves, all rows of each, by name; those of which nobody knows are not there.
     */
    default Map<String, Picked> origins() {
        return Map.of();
    }

    /** Of so many that are made when they are asked for. */
    static Pool of(long size, Function<long[], Batch> gather) {
        return new Pool() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public Batch gather(long[] positions) {
                return gather.apply(positions);
            }
        };
    }
}
