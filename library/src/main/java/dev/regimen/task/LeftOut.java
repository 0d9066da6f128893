package dev.regimen.task;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Names;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.SourceData;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Classified data of which some classes stand aside, so that a model never learns of them.
 *
 * @param rest the examples of the other classes, which are numbered anew; the caller closes it
 * @param aside those of these classes, of the test split where the source comes with one, without their class; the
 *     caller closes it
 */
record LeftOut(SourceData rest, Dataset aside) {
    /** @throws IllegalArgumentException if there is no such class, or not two are left */
    static LeftOut of(SourceData data, List<String> names) {
        List<String> classes = data.examples().fields().get(DataSource.LABEL).classes();
        names.stream().filter(name -> !classes.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("left-out: " + Names.unknown("class", name, classes));
        });
        List<String> left =
                classes.stream().filter(name -> !names.contains(name)).toList();
        if (left.size() < 2) {
            throw new IllegalArgumentException("left-out: at least two classes have to be left, but of "
                    + classes.size() + " all but " + left.size() + " are left out");
        }
        SourceData rest = new SourceData(
                of(data.examples(), classes, left), data.test().map(test -> of(test, classes, left)), data.reader());
        Dataset where = data.test().orElse(data.examples());
        long[] positions = positions(where, classes, names);
        if (positions.length == 0) {
            rest.close();
            throw new DataException("left-out: the data have no examples of " + String.join(", ", names));
        }
        try (Dataset chosen = where.select(positions)) {
            return new LeftOut(rest, withoutClass(chosen));
        }
    }

    /** A data set of its own with the same examples, but not what class they are of; the caller closes it. */
    static Dataset withoutClass(Dataset data) {
        Map<String, Field> fields = new LinkedHashMap<>(data.fields());
        fields.remove(DataSource.LABEL);
        Map<String, Tensor> columns = new LinkedHashMap<>();
        fields.keySet().forEach(name -> columns.put(name, data.column(name).clone()));
        return new Dataset(fields, columns);
    }

    private static Dataset of(Dataset data, List<String> classes, List<String> left) {
        try (Dataset chosen = data.select(positions(data, classes, left))) {
            Map<String, Field> fields = new LinkedHashMap<>(chosen.fields());
            fields.put(
                    DataSource.LABEL, Field.classes(fields.get(DataSource.LABEL).shape(), left));
            Map<String, Tensor> columns = new LinkedHashMap<>();
            fields.keySet()
                    .forEach(name -> columns.put(name, chosen.column(name).clone()));
            long[] renumbered = Arrays.stream(TensorData.toLongs(chosen.column(DataSource.LABEL)))
                    .map(label -> left.indexOf(classes.get((int) label)))
                    .toArray();
            columns.put(DataSource.LABEL, TensorData.longs(renumbered, renumbered.length))
                    .close();
            return new Dataset(fields, columns);
        }
    }

    private static long[] positions(Dataset data, List<String> classes, List<String> wanted) {
        long[] labels = TensorData.toLongs(data.column(DataSource.LABEL));
        return LongStream.range(0, labels.length)
                .filter(i -> wanted.contains(classes.get((int) labels[(int) i])))
                .toArray();
    }

    /** The examples of another source, as far as they can be held against these: those of its test, or all. */
    static Dataset of(SourceData other, Dataset familiar) {
        Dataset chosen = other.test().orElse(other.examples());
        Dataset outliers = withoutClass(chosen);
        Optional<String> different = outliers.fields().keySet().stream()
                .filter(name ->
                        !outliers.fields().get(name).equals(familiar.fields().get(name)))
                .findFirst();
        different.ifPresent(name -> {
            outliers.close();
            throw new DataException(
                    "outliers: '" + name + "' is " + chosen.fields().get(name) + ", but in the data "
                            + Optional.ofNullable(familiar.fields().get(name))
                                    .map(Field::toString)
                                    .orElse("there is none"));
        });
        return outliers;
    }
}
