package dev.regimen.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of text in columns as wide as their widest cell. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** The headings, a rule, and the rows; the first column and texts to the left, numbers to the right. */
    String render() {
        int columns = rows.get(0).size();
        List<Integer> widths = new ArrayList<>();
        List<Boolean> numeric = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int column = i;
            widths.add(rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0));
            numeric.add(column > 0 && rows.stream().skip(1).allMatch(row -> startsLikeNumber(row.get(column))));
        }
        List<String> lines = new ArrayList<>(
                rows.stream().map(row -> line(row, widths, numeric)).toList());
        lines.add(1, widths.stream().map("-"::repeat).collect(Collectors.joining(GAP)));
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining(System.lineSeparator()))
                + System.lineSeparator();
    }

    private static String line(List<String> row, List<Integer> widths, List<Boolean> numeric) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String padding = " ".repeat(widths.get(i) - row.get(i).length());
            cells.add(numeric.get(i) ? padding + row.get(i) : row.get(i) + padding);
        }
        return String.join(GAP, cells);
    }

    private static boolean startsLikeNumber(String cell) {
        return cell.isEmpty() || cell.equals("-") || cell.matches("[>-]?\\s?[0-9].*");
    }
}
