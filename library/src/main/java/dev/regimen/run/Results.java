package dev.regimen.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.torch.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run found, as {@code results.json} has it: the keys of {@link ComparisonResult}, and these beside them. Metric
 * values are fractions. {@code docs/results.md} describes every key.
 *
 * @param format of the file
 * @param provenance of the run's first start; it ended when these results were written
 * @param otherEngines what computed after a resume, where that was not the same: bits may then differ from those of an
 *     uninterrupted run
 * @param comparison what was found; its keys stand at the top level of the file
 */
public record Results(int format, Provenance provenance, List<Engine> otherEngines, ComparisonResult comparison) {
    /** The format that this Regimen writes and reads. */
    public static final int FORMAT = 2;

    private static final String FORMAT_KEY = "format";
    private static final String PROVENANCE_KEY = "provenance";
    private static final String ENGINES_KEY = "otherEngines";

    /** Of a run, with all its starts. */
    static Results of(RunDescription run, ComparisonResult comparison) {
        Provenance first = run.first().ending();
        List<Engine> others = run.sessions().stream()
                .map(Provenance::engine)
                .filter(engine -> !engine.equals(first.engine()))
                .distinct()
                .toList();
        return new Results(FORMAT, first, others, comparison);
    }

    /** Replaces the file as a whole. */
    void write(Path file) {
        ObjectNode node = (ObjectNode) Json.tree(Map.of(FORMAT_KEY, format));
        node.setAll((ObjectNode) Json.tree(comparison));
        node.set(PROVENANCE_KEY, Json.tree(provenance));
        node.set(ENGINES_KEY, Json.tree(otherEngines));
        AtomicFile.write(file, Json.indented(node));
    }

    /**
     * Reads a file.
     *
     * @throws RunFolderException if it is damaged or of another version
     */
    public static Results read(Path file) {
        String advice = "'regimen resume " + file.toAbsolutePath().getParent()
                + "' writes it again from the finished trainings";
        JsonNode node = Json.read(file.toString(), Json.load(file), JsonNode.class, advice);
        if (!(node instanceof ObjectNode all) || !all.path(FORMAT_KEY).isInt()) {
            throw new RunFolderException(file + " is not a file of results: it has no '" + FORMAT_KEY + "'. " + advice);
        }
        int format = all.remove(FORMAT_KEY).intValue();
        if (format != FORMAT) {
            throw new RunFolderException(
                    file + " is of format " + format + ", but this Regimen reads format " + FORMAT + ". " + advice);
        }
        JsonNode provenance = all.path(PROVENANCE_KEY);
        JsonNode engines = all.path(ENGINES_KEY);
        all.remove(List.of(PROVENANCE_KEY, ENGINES_KEY));
        return new Results(
                format,
                Json.read(file.toString(), provenance, Provenance.class, advice),
                List.of(Json.read(file.toString(), engines, Engine[].class, advice)),
                Json.read(file.toString(), all, ComparisonResult.class, advice));
    }
}
