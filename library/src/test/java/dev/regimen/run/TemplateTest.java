package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.regimen.config.Catalog;
import dev.regimen.config.Experiment;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.torch.Workers;
import dev.regimen.training.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiment that {@code regimen new} writes works as it is, and so do the alternatives that it offers. */
class TemplateTest {
    private static final String TEMPLATE = ExperimentReader.template();

    /** As {@code #data: …} or {@code #net: …}; prose has a space after the sign. */
    private static final Pattern ALTERNATIVE = Pattern.compile("( *)#([a-z][a-z-]*): (.*)");

    @TempDir
    private Path folder;

    static List<String> alternatives() {
        return TEMPLATE.lines()
                .filter(line -> ALTERNATIVE.matcher(line).matches())
                .toList();
    }

    @Test
    void runs() {
        ExperimentFile file = read(
                TEMPLATE,
                "budget.examples=960",
                "batch-size=32",
                "data.test-size=50",
                "data.validation-size=50",
                "seeds=1");
        RunDescription description =
                RunDescription.comparison(Path.of(""), Provenance.starting("regimen compare mine.yaml", 1));
        try (Run run = Run.begin(Optional.of(folder.resolve("run")), description, file);
                Workers workers = new Workers(1)) {
            assertThat(run.train(workers, TrainingListener.SILENT, () -> false)
                            .orElseThrow()
                            .comparison()
                            .contenders())
                    .hasSize(3);
        }
    }

    @Test
    void offersAlternatives() {
        assertThat(alternatives()).hasSizeGreaterThan(10);
    }

    /** Instead of the line of the same key above it, or beside it where names are a person's own. */
    @ParameterizedTest
    @MethodSource("alternatives")
    void everyAlternativeCanStandThere(String alternative) {
        String changed = TEMPLATE.replace(alternative, alternative.replaceFirst("#", ""));
        String key = ALTERNATIVE.matcher(alternative).replaceFirst("$1$2: ");
        List<String> lines = changed.lines().toList();
        int position = lines.indexOf(alternative.replaceFirst("#", ""));
        int before = Stream.iterate(position - 1, at -> at >= 0, at -> at - 1)
                .filter(at -> lines.get(at).startsWith(key))
                .findFirst()
                .orElse(-1);
        String text = String.join(
                "\n",
                Stream.iterate(0, at -> at < lines.size(), at -> at + 1)
                        .filter(at -> at != before)
                        .map(lines::get)
                        .toList());
        assertThat(text).isNotEqualTo(TEMPLATE);
        assertThatCode(() -> read(text)).doesNotThrowAnyException();
    }

    @Test
    void isAboutThreeWaysAndTheirChoice() {
        Experiment experiment = read(TEMPLATE).experiment();
        assertThat(experiment.regimens()).containsOnlyKeys("end-to-end", "step-by-step", "voted");
        assertThat(experiment.tune()).isPresent();
    }

    private static ExperimentFile read(String text, String... overrides) {
        return new ExperimentReader(Catalog.standard()).read("template.yaml", text, List.of(overrides));
    }
}
