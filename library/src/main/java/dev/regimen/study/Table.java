package dev.regimen.study;

import java.util.List;

/**
 * A table of a study.
 *
 * @param note what has to be known to read it
 * @param rows each with as many cells as there are columns
 */
public record Table(String title, String note, List<String> columns, List<List<String>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row of '" + title + "' has " + row.size() + " cells instead of "
                        + columns.size() + ": " + row);
            }
        }
    }
}
