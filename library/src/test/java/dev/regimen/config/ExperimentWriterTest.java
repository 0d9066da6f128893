package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.regimen.ModuleSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentWriterTest {
    private final ExperimentWriter writer = new ExperimentWriter(TinyExamples.catalog());

    @Test
    void writesAllDefaultsInTheOrderOfTheRecord() {
        assertThat(writer.write(Sums.read(Sums.GOOD))).isEqualTo(Sums.resource("sums-resolved.yaml"));
    }

    @Test
    void writesWhatReadsAsTheSame() {
        Experiment experiment = Sums.read(Sums.GOOD, "tune.learning-rates=[1e-4, 0.3]", "target=0.9", "evaluations=7");
        assertThat(Sums.read(writer.write(experiment))).isEqualTo(experiment);
        Experiment divided = Sums.read(Sums.GOOD, "split=per-seed");
        assertThat(Sums.read(writer.write(divided))).isEqualTo(divided);
    }

    @Test
    void quotesWordsThatAreNotWhatTheyLook() {
        Experiment experiment =
                Sums.read(Sums.with("target: digit}", "target: 'null'}").replace("sum}", "'1: # x'}"));
        assertThat(Sums.read(writer.write(experiment))).isEqualTo(experiment);
    }

    @Test
    void refusesWhatHasNoName() {
        ModuleSettings nameless = new ModuleSettings(
                List.of("image"), null, (inputs, weights) -> (values, pass) -> values.get(0), null, null);
        Experiment good = Sums.read(Sums.GOOD);
        Experiment experiment = new Experiment(
                "own",
                good.data(),
                java.util.Map.of("adder", nameless),
                good.objective(),
                null,
                good.regimens(),
                good.budget(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThatThrownBy(() -> writer.write(experiment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the net dev.regimen.config.ExperimentWriterTest$$Lambda")
                .hasMessageContaining("has no name in the catalog");
    }

    static Stream<Arguments> entries() {
        return Catalog.standard().kinds().stream()
                .flatMap(kind -> kind.entries().stream().map(entry -> Arguments.of(kind, entry)));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyEntryComesBackAsItWasWritten(Kind kind, CatalogEntry entry) {
        Catalog catalog = Catalog.standard();
        RecordReader reader = new RecordReader(catalog);
        Spot example = new Spot("", YamlParser.parse("example", entry.example()));
        Object value = reader.record(entry.type(), example, example.mapping("settings"));
        String written = ExperimentWriter.inline(new RecordWriter(catalog).write(kind.type(), value));
        Object again = reader.read(kind.type(), new Spot("", YamlParser.parse("written", written)));
        assertThat(again).isEqualTo(value);
    }
}
