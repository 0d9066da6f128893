package dev.regimen.data.source;

import dev.regimen.data.Dataset;
import dev.regimen.data.Normalisation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A table in a file of comma-separated values with a header, in UTF-8, plain or compressed with gzip: {@code features}
 * {@code [columns]}, and {@code label}, {@code value} or both.
 *
 * @param file the table
 * @param testFile a table of rows that are only for the test; none unless given
 * @param label the column of classes, by name; none unless given
 * @param value the column of the number that a regression is about; none unless given
 * @param features the columns of numbers to learn from; all but label and value unless given
 * @param classes the names of the classes in order; those in the table, sorted, unless given
 * @param delimiter what stands between two cells; a comma unless given
 */
public record Csv(
        String file,
        Optional<String> testFile,
        Optional<String> label,
        Optional<String> value,
        List<String> features,
        List<String> classes,
        String delimiter)
        implements DataSource {
    /** @throws IllegalArgumentException if something needed is missing, or a target is among the features */
    public Csv {
        if (file == null || file.isBlank()) {
            throw new IllegalArgumentException("csv needs 'file', a table with a header");
        }
        testFile = testFile == null ? Optional.empty() : testFile;
        label = label == null ? Optional.empty() : label;
        value = value == null ? Optional.empty() : value;
        features = features == null ? List.of() : List.copyOf(features);
        classes = classes == null ? List.of() : List.copyOf(classes);
        delimiter = delimiter == null ? "," : delimiter;
        if (label.isEmpty() && value.isEmpty()) {
            throw new IllegalArgumentException(
                    "csv needs 'label', the column of classes, or 'value', a column of numbers");
        }
        if (delimiter.length() != 1) {
            throw new IllegalArgumentException("'delimiter' of csv is one character, not '" + delimiter + "'");
        }
        for (String target : List.of(label.orElse(""), value.orElse(""))) {
            if (features.contains(target)) {
                throw new IllegalArgumentException("'features' of csv has '" + target + "', which is to be predicted");
            }
        }
        if (List.copyOf(new java.util.LinkedHashSet<>(features)).size() < features.size()) {
            throw new IllegalArgumentException("'features' of csv has a column twice: " + features);
        }
    }

    @Override
    public SourceData load(Path folder) {
        CsvTable table = read(InputFile.find(folder, file));
        CsvColumns columns = CsvColumns.of(this, table);
        Dataset examples = columns.dataset(List.of(table));
        Optional<Dataset> test = testFile.map(name -> columns.dataset(List.of(read(InputFile.find(folder, name)))));
        return new SourceData(
                examples,
                test,
                files -> columns.inputs(files.stream()
                        .map(path -> read(InputFile.find(
                                path.toAbsolutePath().getParent(),
                                path.getFileName().toString())))
                        .toList()));
    }

    /** Columns have units of their own, which nets do not bear well. */
    @Override
    public Normalisation usualNormalisation() {
        return Normalisation.STANDARDISE;
    }

    private CsvTable read(InputFile table) {
        return CsvTable.read(table, delimiter.charAt(0));
    }
}
