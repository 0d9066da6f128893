package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Names;
import dev.regimen.task.Examples;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedExperimentTest {
    private static final Catalog CATALOG = Catalog.standard();

    private static ExperimentFile read(String... overrides) {
        return new ExperimentReader(CATALOG).embedded(List.of(overrides));
    }

    @Test
    void comparesFiveContenders() {
        Experiment experiment = read().experiment();
        assertThat(experiment.regimens().keySet())
                .containsExactly("end-to-end", "step-by-step", "fine-tuned", "auxiliary", "voted");
        assertThat(experiment.seeds().numbers()).hasSize(5);
    }

    @Test
    void isTheSameWhenResolved() {
        Experiment experiment = read().experiment();
        String resolved = new ExperimentWriter(CATALOG).write(experiment);
        assertThat(new ExperimentReader(CATALOG)
                        .read("resolved.yaml", resolved, List.of())
                        .experiment())
                .isEqualTo(experiment);
    }

    @Test
    void fitsItsExamples() {
        ExperimentFile file = read();
        try (Examples examples = file.open(Path.of(""), 1)) {
            assertThatCode(() -> file.check(examples)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "modules.adder.reads=raeder|--set modules.adder.reads=raeder: modules.adder.reads: unknown field or"
                        + " module 'raeder'; did you mean 'reader'? Known are: digit, image, reader, sum",
                "modules.reader.each=digit|--set modules.reader.each=digit: modules.reader.each: module 'reader' wants"
                        + " each of 'digit', but reads image (real [digits=2, 1, 8, 8]): unknown axis 'digit'; did you"
                        + " mean 'digits'? Known are: digits",
                "modules.reader.each=null|digit-sum.yaml:19:5: modules.reader: module 'reader' cannot read image (real"
                        + " [digits=2, 1, 8, 8]): conv-stack needs [channels, height, width], but got [digits=2, 1, 8, 8]",
                "modules.adder.net={type: conv-stack, channels: [2]}|digit-sum.yaml:24:5: modules.adder: module 'adder'"
                        + " cannot read reader (real [digits=2, 10]): conv-stack needs [channels, height, width], but"
                        + " got [digits=2, 10]",
                "modules.reader.net.outputs=9|digit-sum.yaml:22:16: modules.reader.objective: cross-entropy of module"
                        + " 'reader' on 'digit' (10 classes [digits=2]) needs logits of shape [2, 10], but the module"
                        + " gives [digits=2, 9]",
                "modules.reader.objective.target=dgit|--set modules.reader.objective.target=dgit:"
                        + " modules.reader.objective.target: unknown target 'dgit'; did you mean 'digit'? Known are:"
                        + " digit, image, sum",
                "objective.target=sun|--set objective.target=sun: objective.target: unknown target 'sun'; did you mean"
                        + " 'sum'? Known are: digit, image, sum",
                "metrics=mean-squared-error|digit-sum.yaml:22:46: modules.reader.objective.target: no metric of"
                        + " [mean-squared-error] suits the target 'digit' (10 classes [digits=2])",
                "modules.sum={reads: reader, net: {type: linear, outputs: 10}}|--set modules.sum={reads: reader, net:"
                        + " {type: linear, outputs: 10}}: modules.sum: the examples have a field 'sum'; give the module"
                        + " another name",
            })
    void saysWhatDoesNotFitTheExamples(String override, String message) {
        ExperimentFile file = read(override);
        try (Examples examples = file.open(Path.of(""), 1)) {
            assertThatThrownBy(() -> file.check(examples))
                    .isExactlyInstanceOf(ConfigException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void saysWhatIsWrongWithTheData() {
        ExperimentFile file = read("data.split={validation: 0.9999, test: 0.00001}");
        assertThatThrownBy(() -> file.open(Path.of(""), 1))
                .isExactlyInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "--set data.split={validation: 0.9999, test: 0.00001}: data.split: 1797 examples"
                                + " are too few to be split");
    }

    @Test
    void drawsAnotherSplitForEachSeedIfAsked() {
        assertThat(testImages(read(), 1)).isEqualTo(testImages(read(), 2));
        assertThat(testImages(read("split=per-seed", "tune=null"), 1))
                .isNotEqualTo(testImages(read("split=per-seed", "tune=null"), 2));
    }

    private static float[] testImages(ExperimentFile file, long seed) {
        try (Examples examples = file.open(Path.of(""), seed)) {
            return TensorData.toFloats(examples.test().column("image"));
        }
    }

    @Test
    void saysWhereARegimenStandsThatCannotTrain() {
        ExperimentFile file = read("regimens.end-to-end={type: control, module: addr}");
        assertThatThrownBy(() -> file.locating("", () -> {
                    throw new IllegalArgumentException(
                            "regimens.end-to-end: " + Names.unknown("module", "addr", List.of("adder")));
                }))
                .isExactlyInstanceOf(ConfigException.class)
                .hasMessage(
                        "--set regimens.end-to-end={type: control, module: addr}: regimens.end-to-end.module: unknown"
                                + " module 'addr'; did you mean 'adder'? Known are: adder");
    }
}
