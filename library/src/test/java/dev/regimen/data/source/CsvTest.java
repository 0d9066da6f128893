package dev.regimen.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final String FLOWERS = """
            length,width,species,price
            5.1,3.5,setosa,10
            6.2,2.9,virginica,12.5
            5.0,3.6,setosa,-1e1
            """;

    @TempDir
    private Path folder;

    @Test
    void readsFeaturesAndTargets() {
        write("flowers.csv", FLOWERS);
        try (SourceData data = both("flowers.csv").load(folder)) {
            assertThat(data.examples().fields())
                    .isEqualTo(Map.of(
                            "features", Field.real(Shape.of(2)),
                            "label", Field.classes(Shape.of(), List.of("setosa", "virginica")),
                            "value", Field.real(Shape.of())));
            assertThat(numbers(data, "features")).containsExactly(5.1f, 3.5f, 6.2f, 2.9f, 5.0f, 3.6f);
            assertThat(numbers(data, "value")).containsExactly(10, 12.5f, -10);
            assertThat(TensorData.toLongs(data.examples().column("label"))).containsExactly(0, 1, 0);
        }
    }

    @Test
    void takesTheFeaturesThatAreNamedInTheirOrder() {
        write("flowers.csv", FLOWERS);
        Csv csv = csv(Optional.of("species"), Optional.empty(), List.of("price", "length"));
        try (SourceData data = csv.load(folder)) {
            assertThat(numbers(data, "features")).containsExactly(10, 5.1f, 12.5f, 6.2f, -10, 5.0f);
        }
    }

    @Test
    void readsWhatPeopleWrite() {
        String text =
                "\uFEFFlength; width ;\"spe;cies\"\r\n5,3, \"a \"\"b\"\"\"\r\n\r\n1;2;x\r\n".replace("5,3,", "5;3;");
        write("table.csv", text);
        Csv csv = new Csv("table.csv", null, Optional.of("spe;cies"), null, null, null, ";");
        try (SourceData data = csv.load(folder)) {
            assertThat(numbers(data, "features")).containsExactly(5, 3, 1, 2);
            assertThat(data.examples().fields().get("label").classes()).containsExactly("a \"b\"", "x");
        }
    }

    @Test
    void readsCompressedTables() {
        IdxFixture.write(folder.resolve("flowers.csv.gz"), IdxFixture.gzip(FLOWERS.getBytes(StandardCharsets.UTF_8)));
        try (SourceData data = both("flowers.csv").load(folder)) {
            assertThat(data.examples().size()).isEqualTo(3);
        }
    }

    @Test
    void ordersClassesThatAreNumbersAsNumbers() {
        write("table.csv", "x,class\n1,10\n2,9\n3,-1\n");
        Csv csv = new Csv("table.csv", null, Optional.of("class"), null, null, null, null);
        try (SourceData data = csv.load(folder)) {
            assertThat(data.examples().fields().get("label").classes()).containsExactly("-1", "9", "10");
        }
    }

    @Test
    void keepsTestRowsApart() {
        write("flowers.csv", FLOWERS);
        write("test.csv", "species,width,length,price\nvirginica,1,2,3\n");
        Csv csv = new Csv(
                "flowers.csv",
                Optional.of("test.csv"),
                Optional.of("species"),
                null,
                List.of("length", "width"),
                null,
                null);
        try (SourceData data = csv.load(folder)) {
            Dataset test = data.test().orElseThrow();
            assertThat(TensorData.toFloats(test.column("features"))).containsExactly(2, 1);
            assertThat(TensorData.toLongs(test.column("label"))).containsExactly(1);
        }
    }

    @Test
    void readsNewRowsWithoutTargets() {
        write("flowers.csv", FLOWERS);
        write("new.csv", "comment,width,length\nnice,1,2\n");
        write("more.csv", "length,width\n3,4\n");
        try (SourceData data = both("flowers.csv").load(folder);
                Dataset inputs = data.reader().read(List.of(folder.resolve("new.csv"), folder.resolve("more.csv")))) {
            assertThat(inputs.fields().keySet()).containsExactly("features");
            assertThat(TensorData.toFloats(inputs.column("features"))).containsExactly(2, 1, 3, 4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN      | found 'NaN', expected a finite number",
                "Infinity | found 'Infinity', expected a finite number",
                "1e99     | found '1e99', expected a number of at most 3.4028235E38",
                "big      | found 'big', expected a finite number",
                "5d       | found '5d', expected a finite number",
                "0x10     | found '0x10', expected a finite number",
                "''       | found nothing, expected a finite number"
            })
    void refusesWhatIsNoNumber(String cell, String message) {
        write("flowers.csv", FLOWERS.replace("6.2", cell));
        fails(both("flowers.csv"), "flowers.csv: line 3, column 'length': " + message);
        write("flowers.csv", FLOWERS.replace("12.5", cell));
        fails(both("flowers.csv"), "flowers.csv: line 3, column 'price': " + message);
    }

    @Test
    void refusesRaggedRows() {
        write("flowers.csv", FLOWERS.replace(",-1e1", ""));
        fails(both("flowers.csv"), "flowers.csv: line 4: found 3 cells, expected 4 as in the header");
        write("flowers.csv", FLOWERS.replace("setosa,10", "setosa,10,11"));
        fails(both("flowers.csv"), "flowers.csv: line 2: found 5 cells, expected 4 as in the header");
    }

    @Test
    void refusesUnknownColumns() {
        write("flowers.csv", FLOWERS);
        fails(
                csv(Optional.of("specie"), Optional.empty(), List.of()),
                "flowers.csv: line 1: unknown target column 'specie'; did you mean 'species'? Known are: length,"
                        + " price, species, width");
        fails(
                csv(Optional.of("species"), Optional.empty(), List.of("lenght")),
                "flowers.csv: line 1: unknown feature column 'lenght'; did you mean 'length'?");
    }

    @Test
    void refusesUnknownClasses() {
        write("flowers.csv", FLOWERS);
        Csv csv = new Csv(
                "flowers.csv",
                null,
                Optional.of("species"),
                null,
                List.of("length"),
                List.of("setosa", "virginia"),
                null);
        fails(
                csv,
                "flowers.csv: line 3, column 'species': found 'virginica', expected one of [setosa, virginia]; did you"
                        + " mean 'virginia'?");
        write("flowers.csv", FLOWERS.replace("virginica", ""));
        fails(both("flowers.csv"), "line 3, column 'species': found nothing, expected a class");
        write("flowers.csv", FLOWERS.replace("virginica", "setosa"));
        fails(both("flowers.csv"), "column 'species' has only the class [setosa], expected at least two");
    }

    @Test
    void refusesTablesWithoutAHeader() {
        write("flowers.csv", "1,2,3\n4,5,6\n");
        fails(
                both("flowers.csv"),
                "flowers.csv: line 1: found only numbers, expected a header with the names of the columns");
        write("flowers.csv", "a,,c\n4,5,6\n");
        fails(both("flowers.csv"), "flowers.csv: line 1: column 2 has no name, expected a header");
        write("flowers.csv", "a,b,a\n4,5,6\n");
        fails(both("flowers.csv"), "flowers.csv: line 1: two columns are called 'a'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "length,width,species,price\n"})
    void refusesTablesWithoutRows(String text) {
        write("flowers.csv", text);
        fails(both("flowers.csv"), "flowers.csv: it has no rows, expected a header and rows");
    }

    @Test
    void refusesTablesWithNothingToLearnFrom() {
        write("flowers.csv", "species,price\nsetosa,1\nother,2\n");
        fails(both("flowers.csv"), "line 1: there are no columns besides [species, price] to learn from");
    }

    @Test
    void refusesWhatIsNoText() {
        IdxFixture.write(folder.resolve("flowers.csv"), "größe,x\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        fails(both("flowers.csv"), "flowers.csv: it is not text in UTF-8");
        write("flowers.csv", "length,width,species,price\n1,2,\"setosa,3\n");
        fails(both("flowers.csv"), "flowers.csv: it cannot be read: ");
        fails(both("flower.csv"), "flower.csv does not exist; did you mean 'flowers.csv'?");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new Csv(null, null, null, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("csv needs 'file', a table with a header");
        assertThatThrownBy(() -> csv(Optional.empty(), Optional.empty(), List.of()))
                .hasMessage("csv needs 'label', the column of classes, or 'value', a column of numbers");
        assertThatThrownBy(() -> csv(Optional.of("a"), Optional.empty(), List.of("b", "a")))
                .hasMessage("'features' of csv has 'a', which is to be predicted");
        assertThatThrownBy(() -> csv(Optional.of("a"), Optional.empty(), List.of("b", "b")))
                .hasMessage("'features' of csv has a column twice: [b, b]");
        assertThatThrownBy(() -> new Csv("f", null, Optional.of("a"), null, null, null, ", "))
                .hasMessage("'delimiter' of csv is one character, not ', '");
    }

    private static Csv both(String file) {
        return new Csv(file, null, Optional.of("species"), Optional.of("price"), null, null, null);
    }

    private static Csv csv(Optional<String> label, Optional<String> value, List<String> features) {
        return new Csv("flowers.csv", null, label, value, features, null, null);
    }

    private static float[] numbers(SourceData data, String field) {
        return TensorData.toFloats(data.examples().column(field));
    }

    private void write(String file, String text) {
        IdxFixture.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
    }

    private void fails(Csv csv, String message) {
        assertThatThrownBy(() -> csv.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }
}
