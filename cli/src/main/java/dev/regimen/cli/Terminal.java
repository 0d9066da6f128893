package dev.regimen.cli;

import java.io.PrintWriter;

/**
 * Where a command writes to.
 *
 * @param out its result
 * @param interactive whether a person watches it being written, so that lines may be drawn over
 * @param columns how wide it is
 */
record Terminal(PrintWriter out, boolean interactive, int columns) {
    private static final int USUAL_COLUMNS = 100;

    /** As the launcher found it: Java cannot tell whether standard output alone is a terminal. */
    static Terminal of(PrintWriter out) {
        boolean interactive = Boolean.getBoolean("regimen.terminal");
        int columns = Integer.getInteger("regimen.columns", USUAL_COLUMNS);
        return new Terminal(out, interactive, columns > 0 ? columns : USUAL_COLUMNS);
    }
}
