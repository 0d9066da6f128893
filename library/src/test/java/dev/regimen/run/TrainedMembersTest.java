package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.SeedResult;
import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.explanation.Explainer;
import dev.regimen.explanation.Explanation;
import dev.regimen.explanation.Verdict;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members that were trained in another run. */
class TrainedMembersTest {
    /** Its model has other names than the experiment's, and no seam. */
    private static final String EARLIER = """
            name: earlier
            data: {type: classification}
            modules:
              eye: {reads: image, net: {type: mlp, hidden: [12], outputs: 16}}
              mouth: {reads: eye, net: {type: mlp, outputs: 10}}
            objective: {type: cross-entropy, target: label}
            budget: {examples: 1280}
            evaluations: 2
            seeds: [1, 2]
            regimens:
              plain: {type: end-to-end}
              pair: {type: ensemble, members: 2, budget-per: member}
            """;

    private static final String LATER = """
            name: later
            data: {type: classification}
            modules:
              reader: {reads: image, net: {type: mlp, outputs: 10}, objective: {type: cross-entropy, target: label}}
              judge: {reads: reader, net: {type: mlp, outputs: 10}}
            objective: {type: cross-entropy, target: label}
            budget: {examples: 640}
            evaluations: 2
            seeds: [1, 2]
            regimens:
            """;

    private static final String MIXED = LATER + """
              alone: {type: trained, run: earlier, regimen: plain, seed: 2}
              mixed: {type: ensemble, regimens: [{type: trained, run: earlier, regimen: pair}, {type: end-to-end}]}
            """;

    @TempDir
    private static Path folder;

    private static Results earlier;

    @BeforeAll
    static void trainTheOther() {
        earlier = run("earlier", EARLIER).orElseThrow();
    }

    private static ExperimentFile read(String yaml) {
        return new ExperimentReader(Catalog.standard()).read("test.yaml", yaml, List.of());
    }

    private static Run begin(String name, String yaml) {
        return begin(folder, name, yaml);
    }

    private static Run begin(Path dataFolder, String name, String yaml) {
        RunDescription description = RunDescription.comparison(dataFolder, Provenance.starting("test", 1));
        return Run.begin(Optional.of(folder.resolve(name)), description, read(yaml));
    }

    private static Optional<Results> run(String name, String yaml) {
        return run(folder, name, yaml);
    }

    private static Optional<Results> run(Path dataFolder, String name, String yaml) {
        try (Run run = begin(dataFolder, name, yaml);
                Workers workers = new Workers(1)) {
            return run.train(workers, TrainingListener.SILENT, () -> false);
        }
    }

    private static List<SeedResult> seeds(Results results, String contender) {
        return results.comparison().contenders().stream()
                .filter(one -> one.name().equals(contender))
                .map(ContenderResult::seeds)
                .findFirst()
                .orElseThrow();
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void predictsAsItDidThereAndCostsWhatItCostThere() {
        Results later = run("later", MIXED).orElseThrow();
        SeedResult there = seeds(earlier, "plain").get(1);
        ContenderResult alone = later.comparison().contenders().get(0);
        assertThat(alone.summary().metrics().get("accuracy").low())
                .as("it is one system")
                .isNull();
        assertThat(later.comparison().verdicts().get("alone")).contains("one finished system whatever the seed");
        assertThat(later.comparison().pairs().get(0).verdict())
                .contains("alone is one finished system, another training of which may be better or worse");
        for (SeedResult here : seeds(later, "alone")) {
            assertThat(here.metrics().test()).isEqualTo(there.metrics().test());
            assertThat(here.examples()).isEqualTo(there.examples()).isPositive();
            assertThat(here.labels()).isEqualTo(there.labels()).isNotEmpty();
            assertThat(here.parameters()).isEqualTo(there.parameters()).isPositive();
            assertThat(here.metrics().seams().get("reader").values()).allMatch(value -> value.isNaN());
        }
        SeedResult mixed = seeds(later, "mixed").get(0);
        // Two members of 1,280 there; the member that is trained here has the whole budget.
        assertThat(mixed.examples()).isEqualTo(2560 + 640);
        assertThat(mixed.members()).hasSize(2);
        assertThat(mixed.members().get(0).members()).hasSize(2);
        assertThat(mixed.metrics().seams().get("reader").get("accuracy")).isNotNaN();
    }

    /** Ten seeds of them are ten times the same numbers. */
    @Test
    void betweenTwoFinishedSystemsSeedsSayNothing() {
        String two = LATER + "  one: {type: trained, run: earlier, regimen: plain, seed: 1}\n"
                + "  other: {type: ensemble, regimens: [{type: trained, run: earlier, regimen: plain, seed: 2},"
                + " {type: trained, run: ./earlier, regimen: pair, seed: 1}]}\n";
        ComparisonResult result = run("two", two).orElseThrow().comparison();
        assertThat(result.pairs().get(0).pValue()).isNull();
        assertThat(result.pairs().get(0).difference().low()).isNull();
        assertThat(result.pairs().get(0).verdict()).contains("are finished systems, which seeds do not change");
        assertThat(result.contenders()
                        .get(1)
                        .summary()
                        .worth()
                        .overMean()
                        .get("accuracy")
                        .low())
                .isNull();
    }

    @Test
    void isPutTogetherAgainAsLongAsTheOtherRunIsThere() throws IOException {
        Path other = folder.resolve("gone");
        run("gone", EARLIER.replace("[1, 2]", "[1]"));
        Results results = run("reads-gone", MIXED.replace("earlier", "gone").replace(", seed: 2", ""))
                .orElseThrow();
        TrainingKey key = TrainingKey.of("mixed", 1);
        double expected = seeds(results, "mixed").get(0).metrics().test().get("accuracy");
        try (Run run = Run.of(RunFolder.open(folder.resolve("reads-gone")))) {
            assertThat(run.evaluate(key, true).metrics().get("accuracy")).isEqualTo(expected);
            delete(other);
            assertThatThrownBy(() -> run.evaluate(key, true))
                    .hasMessage("run: " + other + " does not exist; expected the folder of a run");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: trained}                                    | run is missing: the folder of the run
            {type: trained, run: earliest}                     | does not exist; expected the folder of a run; did you mean
            {type: trained, run: .}                            | is not the folder of a run: there is no run.json in it
            {type: trained, run: earlier, regimen: plane}      | unknown regimen 'plane'; did you mean 'plain'?
            {type: trained, run: earlier, seed: 7}             | seed: earlier has no seed 7; its seeds are [1, 2]
            {type: ensemble, regimens: [{type: trained, run: earlier, regimen: plain}, {type: trained, run: earlier, regimen: plain}]} | two members are the same finished system, plain/seed-
            {type: ensemble, member: {type: trained, run: earlier}, members: 3} | two members are the same finished system
            {type: boosting, member: {type: trained, run: earlier}, members: 3} | two members are the same finished system
            {type: ensemble, regimens: [{type: trained, run: earlier, regimen: plain, seed: 1}, {type: ensemble, regimens: [{type: end-to-end}, {type: trained, run: ./earlier, regimen: plain, seed: 1}]}]} | two members are the same finished system
            {type: ensemble, combiner: stacking, regimens: [{type: end-to-end}, {type: ensemble, members: 2, combiner: greedy-selection}]} | would be fitted to the 'label' of the validation examples, but that of one of its members is fitted to them already
            """)
    void namesAFinishedSystem(String regimen, String message) {
        assertThatThrownBy(() -> begin("never", LATER + "  wrong: " + regimen + "\n"))
                .hasMessageContaining(message)
                .hasMessageContaining("test.yaml:11:");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data: {type: classification}     | data: {type: classification, split-seed: 5} | data: % was trained on data with other settings: what it learned from may be among the test examples here
            data: {type: classification}     | data: {type: regression, source: {type: csv, file: t.csv, value: label}} | data: % was trained on data
            seeds: [1, 2]                    | split: per-seed  | split: % was trained with 'split: fixed', this experiment is with 'split: per-seed'
            """)
    void learnedFromTheSameData(String before, String after, String message) throws IOException {
        Files.writeString(folder.resolve("t.csv"), "image,label\n" + "1,2\n".repeat(30));
        String yaml = (LATER + "  alone: {type: trained, run: earlier}\n").replace(before, after);
        if (after.contains("regression")) {
            yaml = yaml.replace("image", "features")
                    .replace("cross-entropy, target: label", "mean-squared-error, target: value")
                    .replace("outputs: 10", "outputs: 1");
        }
        String experiment = yaml;
        assertThatThrownBy(() -> begin("never", experiment))
                .hasMessageContaining(
                        message.replace("%", folder.resolve("earlier").toString()));
    }

    /** The same settings in two folders may mean two files. */
    @Test
    void comparesTheExamplesWhereFilesStandInDifferentFolders() throws IOException {
        StringBuilder table = new StringBuilder("x,kind\n");
        for (int i = 0; i < 60; i++) {
            table.append(i).append(i % 2 == 0 ? ",even\n" : ",odd\n");
        }
        Path here = Files.createDirectory(folder.resolve("here"));
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.writeString(here.resolve("rows.csv"), table);
        Files.writeString(there.resolve("rows.csv"), table);
        String yaml = EARLIER.replace(
                        "{type: classification}",
                        "{type: classification, source: {type: csv, file: rows.csv, label: kind}}")
                .replace("image", "features")
                .replace("outputs: 10", "outputs: 2");
        run(there, "table", yaml);
        String taking = yaml.substring(0, yaml.indexOf("  plain:")) + "  taken: {type: trained, run: ../table}\n";
        assertThat(run(here, "same-table", taking)).isPresent();
        Files.writeString(
                here.resolve("rows.csv"), table.toString().replace("\n", "\n1").replaceFirst("\n1$", "\n"));
        assertThatThrownBy(() -> begin(here, "never", taking))
                .hasMessageContaining("table was trained on other data: what it learned from may be among the test");
        Files.writeString(here.resolve("rows.csv"), table.toString().replace("odd", "strange"));
        assertThatThrownBy(() -> begin(here, "never", taking))
                .hasMessageContaining("'label' has the classes [even, odd] in")
                .hasMessageContaining("but [even, strange] here");
        Files.delete(there.resolve("rows.csv"));
        assertThatThrownBy(() -> begin(here, "never", taking)).hasMessageContaining("rows.csv");
    }

    @Test
    void isFinishedAndWhole() throws IOException {
        run("broken", EARLIER.replace("[1, 2]", "[1]"));
        String wanted = LATER + "  wrong: {type: trained, run: broken, regimen: plain}\n";
        Path training = folder.resolve("broken/contenders/plain/seed-1");
        Path state = training.resolve("state.safetensors");
        byte[] whole = Files.readAllBytes(state);
        Files.write(state, java.util.Arrays.copyOf(whole, whole.length - 8));
        assertThatThrownBy(() -> begin("never", wanted))
                .hasMessageContaining("state.safetensors is not a safetensors file or is damaged");
        byte[] flipped = whole.clone();
        flipped[whole.length - 5] ^= 1;
        Files.write(state, flipped);
        assertThatThrownBy(() -> begin("never", wanted)).hasMessageContaining("some of them have changed");
        Files.delete(state);
        assertThatThrownBy(() -> begin("never", wanted)).hasMessageContaining("a checkpoint of it is missing");
        Files.write(training.resolve("result.json"), new byte[] {'{'});
        assertThatThrownBy(() -> begin("never", wanted)).hasMessageContaining("result.json is damaged");
        Files.delete(training.resolve("result.json"));
        assertThatThrownBy(() -> begin("never", wanted))
                .hasMessageContaining("has no such training that is finished; 'regimen resume' goes on with it");
        Files.writeString(folder.resolve("broken/experiment.yaml"), "name: [");
        assertThatThrownBy(() -> begin("never", wanted)).hasMessageContaining("experiment.yaml");
    }

    @Test
    void withASplitPerSeedEachSeedTakesItsOwn() {
        run("per-seed", EARLIER + "split: per-seed\n");
        String yaml = LATER + "  alone: {type: trained, run: per-seed, regimen: plain}\nsplit: per-seed\n";
        Results results = run("per-seed-later", yaml).orElseThrow();
        Results there = Results.read(folder.resolve("per-seed").resolve("results.json"));
        for (int i = 0; i < 2; i++) {
            assertThat(seeds(results, "alone").get(i).metrics().test())
                    .isEqualTo(seeds(there, "plain").get(i).metrics().test());
        }
        assertThatThrownBy(() -> begin("never", yaml.replace("regimen: plain", "seed: 1")))
                .hasMessageContaining("among which may be some that seed 1 learned from");
        assertThatThrownBy(() -> begin("never", yaml.replace("seeds: [1, 2]", "seeds: [2, 3]")))
                .hasMessageContaining("has the seeds [1, 2], not all of [2, 3]");
    }

    @Test
    void explainSaysWhereItWasTrained() {
        ExperimentFile file = read(MIXED);
        try (Examples examples = file.open(folder, 1);
                Workers workers = new Workers(1)) {
            Task task = file.experiment().task(examples);
            Explainer explainer = new Explainer(
                            file.experiment().spec(), task, file.experiment().trainerSettings(), workers)
                    .reaching(RunArchive.of(file, List.of(1L, 2L), folder));
            Explanation alone = explainer.explain(
                    "alone",
                    file.experiment().regimens().get("alone"),
                    file.experiment().budget(),
                    1);
            assertThat(alone.verdict().kind()).isEqualTo(Verdict.Kind.NO_GRADIENT);
            assertThat(alone.verdict().title())
                    .isEqualTo("system trained elsewhere (plain/seed-2 of earlier, end-to-end)");
            assertThat(alone.verdict().reason()).contains("1 phase and cost 1,280 examples; the labels were label.");
            Explanation mixed = explainer.explain(
                    "mixed",
                    file.experiment().regimens().get("mixed"),
                    file.experiment().budget(),
                    1);
            assertThat(mixed.verdict().kind()).isEqualTo(Verdict.Kind.ENSEMBLE);
            assertThat(mixed.verdict().title())
                    .contains("1 system trained elsewhere (pair/seed-")
                    .contains("1 end-to-end");
        }
    }
}
