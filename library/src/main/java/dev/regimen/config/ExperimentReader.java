package dev.regimen.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads experiments from YAML. */
public final class ExperimentReader {
    private static final String EMBEDDED = "digit-sum.yaml";
    private static final String TEMPLATE = "template.yaml";

    private final Catalog catalog;
    private final RecordReader reader;

    /** @param catalog the names that the experiments may use */
    public ExperimentReader(Catalog catalog) {
        this.catalog = catalog;
        reader = new RecordReader(catalog);
    }

    /**
     * Reads a file.
     *
     * @param overrides settings to put in, as {@code budget.examples=1000}, in order
     * @throws ConfigException saying where, what was found and what was expected
     */
    public ExperimentFile read(Path file, List<String> overrides) {
        return read(Source.of(file), overrides);
    }

    /**
     * Reads a text.
     *
     * @param name what it is called in messages
     * @param overrides settings to put in, as {@code budget.examples=1000}, in order
     * @throws ConfigException saying where, what was found and what was expected
     */
    public ExperimentFile read(String name, String text, List<String> overrides) {
        return read(new Source(name, text), overrides);
    }

    /** Reads the experiment that is part of this library: sums of embedded handwritten digits. */
    public ExperimentFile embedded(List<String> overrides) {
        return read(EMBEDDED, resource(EMBEDDED), overrides);
    }

    /** A commented experiment to begin with. */
    public static String template() {
        return resource(TEMPLATE);
    }

    private ExperimentFile read(Source source, List<String> overrides) {
        Node root = Overrides.apply(YamlParser.parse(source.name(), source.text()), overrides);
        Spot spot = new Spot("", root);
        Experiment experiment = (Experiment) reader.record(Experiment.class, spot, spot.mapping("a map of settings"));
        return new ExperimentFile(experiment, spot, catalog);
    }

    private static String resource(String name) {
        try (InputStream stream = ExperimentReader.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
