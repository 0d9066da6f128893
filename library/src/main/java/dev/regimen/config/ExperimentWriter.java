package dev.regimen.config;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes experiments as YAML with every default, so that a later change of defaults changes no old experiment. */
public final class ExperimentWriter {
    private final RecordWriter writer;

    /** @param catalog which has names for everything in the experiments */
    public ExperimentWriter(Catalog catalog) {
        writer = new RecordWriter(catalog);
    }

    /**
     * The experiment as YAML, keys in the order of {@link Experiment}; reading it again gives an equal experiment.
     *
     * @throws IllegalArgumentException if something in it has no name in the catalog
     */
    public String write(Experiment experiment) {
        return new Yaml(options(DumperOptions.FlowStyle.AUTO)).dump(writer.settings(experiment));
    }

    /** In one line. */
    static String inline(Object plain) {
        return new Yaml(options(DumperOptions.FlowStyle.FLOW)).dump(plain).strip();
    }

    private static DumperOptions options(DumperOptions.FlowStyle style) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(style);
        options.setWidth(Integer.MAX_VALUE);
        options.setSplitLines(false);
        options.setDereferenceAliases(true);
        return options;
    }
}
