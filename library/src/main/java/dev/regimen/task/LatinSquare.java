package dev.regimen.task;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A table in which every symbol stands once in each row and once in each column: whoever knows only the row, or only
 * the column, knows nothing about the entry.
 *
 * @param rows the entries, each from 0 to below the number of rows
 */
record LatinSquare(List<List<Integer>> rows) {
    LatinSquare {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * Draws one, row by row; every rectangle that rows like these make can be completed (Hall, "An existence theorem
     * for Latin squares", 1945), so none is drawn in vain. All can come out, though not exactly equally often.
     */
    static LatinSquare draw(int order, Random random) {
        int[][] rows = new int[order][];
        boolean[][] taken = new boolean[order][order]; // [column][symbol]
        for (int row = 0; row < order; row++) {
            rows[row] = row(taken, random);
            for (int column = 0; column < order; column++) {
                taken[column][rows[row][column]] = true;
            }
        }
        return new LatinSquare(Arrays.stream(rows)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList());
    }

    int entry(int row, int column) {
        return rows.get(row).get(column);
    }

    /** A matching of columns with symbols that they do not have yet, by augmenting paths in a random order. */
    private static int[] row(boolean[][] taken, Random random) {
        int order = taken.length;
        int[] columns = shuffled(order, random);
        int[] symbols = shuffled(order, random);
        int[] holder = new int[order];
        Arrays.fill(holder, -1);
        for (int column : columns) {
            if (!place(column, symbols, taken, holder, new boolean[order])) {
                throw new IllegalStateException("rows that cannot be continued: " + Arrays.deepToString(taken));
            }
        }
        int[] row = new int[order];
        for (int symbol = 0; symbol < order; symbol++) {
            row[holder[symbol]] = symbol;
        }
        return row;
    }

    private static boolean place(int column, int[] symbols, boolean[][] taken, int[] holder, boolean[] tried) {
        for (int symbol : symbols) {
            if (!taken[column][symbol] && !tried[symbol]) {
                tried[symbol] = true;
                if (holder[symbol] < 0 || place(holder[symbol], symbols, taken, holder, tried)) {
                    holder[symbol] = column;
                    return true;
                }
            }
        }
        return false;
    }

    private static int[] shuffled(int size, Random random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
