package dev.regimen.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a value of a batch was picked from, which tells that it may come again: the rows of the pool's column at these
 * positions.
 *
 * @param pool which stays as it is as long as anything is picked from it
 * @param column what the value is called there
 * @param positions one for each row that was picked
 * @param items whether the rows are items of which each example has as many, one after another, and not whole examples
 */
public record Picked(Pool pool, String column, long[] positions, boolean items) {
    /** Whether another value comes from the same rows. */
    public boolean sameRowsAs(Picked other) {
        return pool == other.pool && items == other.items && Arrays.equals(positions, other.positions);
    }

    /** The same rows in the pool that the pool's own were picked from, in which some may come several times. */
    public Optional<Picked> origin() {
        return Optional.ofNullable(items ? null : pool.origins().get(column))
                .map(all -> all.ofExamples(positions, pool.size()));
    }

    /** @param size how many examples these rows are of */
    private Picked ofExamples(long[] examples, long size) {
        int each = Math.toIntExact(positions.length / size);
        long[] rows = new long[examples.length * each];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = positions[(int) examples[i / each] * each + i % each];
        }
        return new Picked(pool, column, rows, items);
    }
}
