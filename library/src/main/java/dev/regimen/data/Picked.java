package dev.regimen.data;

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
        return pool == other.pool && positions == other.positions && items == other.items;
    }
}
