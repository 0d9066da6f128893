package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Names;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Which columns of tables become which fields.
 *
 * @param features columns of numbers
 * @param label a column of classes
 * @param value a column of numbers
 * @param classes the names of the classes in order
 */
record CsvColumns(List<String> features, Optional<String> label, Optional<String> value, List<String> classes) {
    /**
     * The columns that the settings mean in this table.
     *
     * @throws DataException if there is no such column, or fewer than two classes
     */
    static CsvColumns of(Csv settings, CsvTable table) {
        Stream.concat(settings.label().stream(), settings.value().stream())
                .forEach(target -> table.place("target column", target));
        List<String> features = settings.features().isEmpty()
                ? table.columns().stream()
                        .filter(column -> !Optional.of(column).equals(settings.label()))
                        .filter(column -> !Optional.of(column).equals(settings.value()))
                        .toList()
                : settings.features();
        if (features.isEmpty()) {
            throw table.file().error("line 1: there are no columns besides " + table.columns() + " to learn from");
        }
        List<String> classes = settings.classes();
        if (classes.isEmpty() && settings.label().isPresent()) {
            classes = classes(table, settings.label().get());
        }
        return new CsvColumns(features, settings.label(), settings.value(), classes);
    }

    /** Features and targets of all rows; the caller closes it. */
    Dataset dataset(List<CsvTable> tables) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Map<String, Tensor> columns = new LinkedHashMap<>();
        fields.put(DataSource.FEATURES, Field.real(Shape.of(features.size())));
        columns.put(DataSource.FEATURES, numbers(tables, features, "feature column"));
        value.ifPresent(name -> {
            fields.put(DataSource.VALUE, Field.real(Shape.of()));
            try (Tensor column = numbers(tables, List.of(name), "target column")) {
                columns.put(DataSource.VALUE, column.squeeze(1)); // [rows, 1] -> [rows]
            }
        });
        label.ifPresent(name -> {
            fields.put(DataSource.LABEL, Field.classes(Shape.of(), classes));
            columns.put(DataSource.LABEL, labels(tables, name));
        });
        return new Dataset(fields, columns);
    }

    /** Features only; the caller closes it. */
    Dataset inputs(List<CsvTable> tables) {
        return new CsvColumns(features, Optional.empty(), Optional.empty(), List.of()).dataset(tables);
    }

    private static List<String> classes(CsvTable table, String column) {
        int place = table.place("target column", column);
        List<String> found = table.rows().stream()
                .map(row -> table.text(row, place))
                .distinct()
                .toList();
        if (found.size() < 2) {
            throw table.file().error("column '" + column + "' has only the class " + found + ", expected at least two");
        }
        boolean whole = found.stream().allMatch(name -> name.matches("[+-]?\\d{1,18}"));
        return found.stream()
                .sorted(whole ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder())
                .toList();
    }

    /** {@code [rows, columns]}. */
    private static Tensor numbers(List<CsvTable> tables, List<String> columns, String kind) {
        int rows = tables.stream().mapToInt(table -> table.rows().size()).sum();
        float[] values = new float[Math.multiplyExact(rows, columns.size())];
        int next = 0;
        for (CsvTable table : tables) {
            int[] places =
                    columns.stream().mapToInt(name -> table.place(kind, name)).toArray();
            for (CsvTable.Row row : table.rows()) {
                for (int place : places) {
                    values[next++] = table.number(row, place);
                }
            }
        }
        return TensorData.floats(values, rows, columns.size());
    }

    /** {@code [rows]}. */
    private Tensor labels(List<CsvTable> tables, String column) {
        Map<String, Long> indices = new LinkedHashMap<>();
        classes.forEach(name -> indices.put(name, (long) indices.size()));
        long[] labels = tables.stream()
                .flatMap(table -> {
                    int place = table.place("target column", column);
                    return table.rows().stream().map(row -> index(table, row, place, indices));
                })
                .mapToLong(Long::longValue)
                .toArray();
        return TensorData.longs(labels, labels.length);
    }

    private static Long index(CsvTable table, CsvTable.Row row, int place, Map<String, Long> indices) {
        String name = table.text(row, place);
        Long index = indices.get(name);
        if (index == null) {
            String hint = Names.nearest(name, indices.keySet())
                    .map(match -> "; did you mean '" + match + "'?")
                    .orElse("");
            throw table.error(row, place, "one of " + indices.keySet() + hint);
        }
        return index;
    }
}
