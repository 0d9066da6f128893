package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
    private final Catalog catalog = Catalog.standard();

    static Stream<CatalogEntry> entries() {
        return Catalog.standard().kinds().stream().flatMap(kind -> kind.entries().stream());
    }

    /** Each entry without each of its required settings. */
    static Stream<Arguments> incomplete() {
        return entries()
                .flatMap(entry -> example(entry).entries().keySet().stream().map(key -> Arguments.of(entry, key)));
    }

    private static Node.Mapping example(CatalogEntry entry) {
        return (Node.Mapping) YamlParser.parse("example", entry.example());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyExampleIsComplete(CatalogEntry entry) {
        assertThatCode(() -> catalog.settings(entry)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void everySettingOfAnExampleIsNeeded(CatalogEntry entry, String key) {
        Map<String, Node.Entry> rest = new LinkedHashMap<>(example(entry).entries());
        rest.remove(key);
        Node.Mapping settings = new Node.Mapping(rest, Place.in("example"));
        assertThatThrownBy(() -> new RecordReader(catalog).record(entry.type(), new Spot("", settings), settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void noSettingIsCalledType(CatalogEntry entry) {
        assertThat(Arrays.stream(entry.type().getRecordComponents()).map(component -> component.getName()))
                .doesNotContain("type");
    }

    @Test
    void listsSettingsWithTheirDefaults() {
        CatalogEntry mlp = catalog.kind("nets").entry("mlp").orElseThrow();
        assertThat(catalog.settings(mlp))
                .containsExactly(
                        new Setting("hidden", "a list, each a whole number", "[]"),
                        new Setting("outputs", "a whole number", Setting.REQUIRED),
                        new Setting(
                                "activation", "one of relu, leaky-relu, elu, gelu, silu, tanh, sigmoid, none", "relu"),
                        new Setting("dropout", "a number", "0.0"),
                        new Setting("initialisation", "one of uniform, truncated-normal", "uniform"),
                        new Setting("batch-norm", "true or false", "false"));
    }

    @Test
    void listsSettingsThatMayBeLeftUnset() {
        CatalogEntry adam = catalog.kind("optimizer").entry("adam").orElseThrow();
        assertThat(catalog.settings(adam))
                .contains(
                        new Setting("schedule", "a schedule", "constant"),
                        new Setting("clip-norm", "a number", "none"));
    }

    @Test
    void knowsKindsByNameAndPlural() {
        assertThat(catalog.kind("nets")).isEqualTo(catalog.kind("net"));
        assertThatThrownBy(() -> catalog.kind("netz"))
                .hasMessageStartingWith("unknown kind 'netz'; did you mean 'nets'? Known are: ");
    }

    @Test
    void takesEntriesOfOnesOwn() {
        assertThat(catalog.kind("task").names()).doesNotContain("tiny");
        assertThat(TinyExamples.catalog().kind("task").names()).contains("tiny");
        assertThatThrownBy(() -> catalog.with(CatalogEntry.of("place", Place.class, "no such thing")))
                .hasMessage("dev.regimen.config.Place is of none of the catalog's kinds");
        assertThatThrownBy(() -> CatalogEntry.of("Tiny", TinyExamples.class, "a wrong name"))
                .hasMessage("a name in the catalog is words joined by '-', not 'Tiny'");
    }
}
