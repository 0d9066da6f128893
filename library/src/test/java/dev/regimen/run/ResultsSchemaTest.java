package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.torch.Workers;
import dev.regimen.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of results that runs write, held against the schema that other programs are promised. */
class ResultsSchemaTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String EXPERIMENT = """
            name: two-steps
            data: {type: digit-sum, modulus: 10, test-size: 50, validation-size: 50}
            modules:
              reader:
                reads: image
                each: digits
                net: {type: mlp, outputs: 10}
                objective: {type: cross-entropy, target: digit}
              adder: {reads: reader, net: {type: mlp, outputs: 10}}
            objective: {type: cross-entropy, target: sum}
            regimens:
              end-to-end: {type: end-to-end}
              voted: {type: ensemble, members: 2, member: {type: step-by-step}, combiner: majority-vote}
              broken:
                type: step-by-step
                stages:
                  - modules: [reader]
                  - modules: [adder]
                    optimizer: {type: sgd, learning-rate: 1e38}
            budget: {examples: 800}
            batch-size: 32
            seeds: 2
            tune: {learning-rates: [0.001, 0.01]}
            target: 0.11
            evaluations: 4
            """;

    private static Schema schema;

    /** A comparison with a contender that diverges. */
    private static JsonNode compared;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void compare() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(DOCS.resolve("results.schema.json")), InputFormat.JSON);
        compared = compared("compared");
    }

    @Test
    void aComparisonFits() {
        assertThat(schema.validate(compared)).isEmpty();
        assertThat(compared.at("/contenders/2/seeds/0/stop").textValue()).isEqualTo("diverged");
        assertThat(compared.at("/contenders/2/summary/diverged").intValue()).isEqualTo(2);
        assertThat(compared.at("/contenders/1/seeds/1/members")).hasSize(2);
    }

    @Test
    void aComparisonWithOneSeedFits() {
        JsonNode results = compared("one-seed", "seeds=1", "tune=null", "target=null");
        assertThat(schema.validate(results)).isEmpty();
        assertThat(results.at("/contenders/0/summary/metrics/accuracy/low").isNull())
                .isTrue();
        assertThat(results.at("/contenders/0/seeds/0/toTarget").isNull()).isTrue();
    }

    /** Which has no modules, updates or parameters, and says nothing at the seam. */
    @Test
    void aLearnerThatIsNotNeuralFits() {
        String tree = "regimens.end-to-end={type: classical, learner: decision-tree}";
        JsonNode results = compared("tree", "tune=null", tree);
        assertThat(schema.validate(results)).isEmpty();
        JsonNode seed = results.at("/contenders/0/seeds/0");
        assertThat(seed.at("/examples").intValue()).isEqualTo(800);
        assertThat(seed.at("/metrics/seams/reader/accuracy").textValue()).isEqualTo("NaN");
        assertThat(seed.at("/phases/0/trained")).isEmpty();
    }

    @Test
    void aTrainingFits() {
        RunDescription training = RunDescription.training("voted", 7, Path.of(""), session());
        JsonNode results = run("trained", training);
        assertThat(schema.validate(results)).isEmpty();
        assertThat(results.at("/seeds")).hasToString("[7]");
        assertThat(results.path("contenders")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/experiment",
                "/contenders/0/name",
                "/contenders/0/seeds/0/stop",
                "/contenders/0/seeds/0/phases/0/curve/0/validation/seams",
                "/contenders/0/summary/metrics/accuracy/high",
                "/contenders/1/seeds/0/members/1/phases/0/spent/cpuSeconds",
                "/contenders/0/seeds/0/toTarget/examples",
                "/pairs/0/difference/count",
                "/samples/image/shape",
                "/provenance/engine/blasKernel",
            })
    void aMissingKeyIsFound(String pointer) {
        int slash = pointer.lastIndexOf('/');
        String key = pointer.substring(slash + 1);
        JsonNode changed = compared.deepCopy();
        JsonNode removed = ((ObjectNode) changed.at(pointer.substring(0, slash))).remove(key);
        assertThat(removed).isNotNull();
        assertThat(schema.validate(changed)).extracting(Error::getMessage).anyMatch(message -> message.contains(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/budget", "/contenders/0", "/contenders/0/seeds/0", "/contenders/0/summary", "/pairs/0"})
    void anUnknownKeyIsFound(String pointer) {
        JsonNode changed = compared.deepCopy();
        ((ObjectNode) changed.at(pointer)).put("extra", 1);
        assertThat(schema.validate(changed))
                .extracting(Error::getMessage)
                .anyMatch(message -> message.contains("extra"));
    }

    @Test
    void aPercentageInWordsIsFound() {
        JsonNode changed = compared.deepCopy();
        ((ObjectNode) changed.at("/contenders/0/seeds/0/metrics/test")).put("accuracy", "12 %");
        assertThat(schema.validate(changed)).isNotEmpty();
    }

    @Test
    void everyKeyIsExplained() throws IOException {
        String page = Files.readString(DOCS.resolve("results.md"));
        Set<String> keys = new TreeSet<>();
        collect(
                Json.read("the schema", Files.readString(DOCS.resolve("results.schema.json")), JsonNode.class, ""),
                keys);
        assertThat(keys).hasSizeGreaterThan(70).allSatisfy(key -> assertThat(page)
                .contains("`" + key + "`"));
    }

    /** The keys of all objects in a schema. */
    private static void collect(JsonNode node, Set<String> keys) {
        node.path("properties").fieldNames().forEachRemaining(keys::add);
        node.forEach(below -> collect(below, keys));
    }

    private static JsonNode compared(String name, String... overrides) {
        return run(name, RunDescription.comparison(Path.of(""), session()), overrides);
    }

    private static JsonNode run(String name, RunDescription description, String... overrides) {
        ExperimentFile file =
                new ExperimentReader(Catalog.standard()).read("two-steps.yaml", EXPERIMENT, List.of(overrides));
        try (Run run = Run.begin(Optional.of(folder.resolve(name)), description, file);
                Workers workers = new Workers(1)) {
            assertThat(run.train(workers, TrainingListener.SILENT, () -> false)).isPresent();
            Path results = run.folder().results();
            return Json.read(results.toString(), Json.load(results), JsonNode.class, "");
        }
    }

    private static Provenance session() {
        return Provenance.starting("a test", 1);
    }
}
