package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.regimen.budget.StopReason;
import dev.regimen.comparison.Comparison;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.ResultStore;
import dev.regimen.regimen.Regimen;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.task.Uninformed;
import dev.regimen.torch.Workers;
import dev.regimen.training.Archive;
import dev.regimen.training.Finished;
import dev.regimen.training.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about regimens shows YAML that works, and leaves no regimen out. */
class RegimensPageTest {
    private static final Path PAGE = Path.of("..", "docs", "regimens.md");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String EXPERIMENT = """
            name: page
            data: {type: digit-sum, modulus: 10, validation-size: 20, test-size: 20}
            modules:
              reader:
                reads: image
                each: digits
                net: {type: mlp, outputs: 10}
                objective: {type: cross-entropy, target: digit}
              adder: {reads: reader, net: {type: mlp, outputs: 10}}
            objective: {type: cross-entropy, target: sum}
            budget: {examples: 64000}
            regimens:
            """;

    /** For what needs training examples that are there before they are seen. */
    private static final String CLASSIFICATION = """
            name: page
            data: {type: classification}
            modules:
              net: {reads: image, net: {type: mlp, outputs: 10}}
            objective: {type: cross-entropy, target: label}
            budget: {examples: 64000}
            regimens:
            """;

    static Stream<String> blocks() throws IOException {
        return YAML.matcher(Files.readString(PAGE)).results().map(block -> block.group(1)).toList().stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyExampleCanTrain(String block) {
        ExperimentFile file = read(block);
        try (Examples examples = file.open(Path.of(""), 1);
                Workers workers = new Workers(1)) {
            Task task = file.experiment().task(examples);
            ComparisonPlan plan = file.experiment().plan(Catalog.standard(), seed -> task);
            Comparison comparison = new Comparison(
                    plan, ResultStore.NONE, Surroundings.plain(workers).reaching(RegimensPageTest::any));
            plan.contenders().forEach(contender -> assertThatCode(() -> comparison.check(contender))
                    .doesNotThrowAnyException());
        }
    }

    /** Whatever run the page speaks of, it is there. */
    private static Finished any(Archive.Wanted wanted, Task task, long seed) {
        return new Finished(
                wanted.run(), wanted.toString(), new Uninformed(task), List.of(), List.of(), StopReason.BUDGET_SPENT);
    }

    @Test
    void everyRegimenHasAnExample() throws IOException {
        Set<String> shown = blocks().flatMap(block -> read(block).experiment().regimens().values().stream())
                .map(regimen -> Catalog.standard().nameOf(Regimen.class, regimen))
                .collect(Collectors.toSet());
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.standard().kind("regimens").names());
    }

    private static ExperimentFile read(String block) {
        String experiment = block.contains("type: boosting") ? CLASSIFICATION : EXPERIMENT;
        return new ExperimentReader(Catalog.standard()).read("the page", experiment + block.indent(2), List.of());
    }
}
