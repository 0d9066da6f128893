package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From strings of digits to what is read, by nets that have hardly learned anything. */
class StringsTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static String told;

    @BeforeAll
    static void train() throws IOException {
        Path file = folder.resolve("strings.yaml");
        Files.writeString(file, """
                name: tiny-strings
                data: {type: digit-strings, length: [1, 2], gap: 1, validation-size: 20, test-size: 20}
                modules:
                  frames: {reads: image, net: columns}
                  spotter:
                    reads: frames
                    net: {type: linear, outputs: 11}
                    objective: {type: cross-entropy, target: column}
                  reader:
                    reads: frames
                    net: {type: recurrent, hidden: 8, bidirectional: true, steps: all, outputs: 11}
                objective: {type: ctc, of: reader, target: string}
                regimens:
                  joint: {type: end-to-end}
                  auxiliary: {type: auxiliary}
                  voted: {type: ensemble, members: 2, combiner: majority-vote}
                  deep: {type: deep-ensemble, members: 2}
                  fused: {type: fusion, members: 2}
                budget: {examples: 320}
                batch-size: 16
                seeds: 2
                """);
        run = folder.resolve("run");
        told = run("compare", file.toString(), "--out", run.toString());
    }

    private static String run(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        assertThat(Main.run(arguments, writer, writer)).as(text.toString()).isZero();
        return text.toString();
    }

    @Test
    void stringsAreMeasuredAsAWholeUnlessMetricsAreNamed() throws IOException {
        assertThat(told).contains("tiny-strings: sequence-accuracy on test examples");
        JsonNode results =
                new ObjectMapper().readTree(run.resolve("results.json").toFile());
        JsonNode test = results.at("/contenders/0/seeds/0/metrics/test");
        assertThat(test.fieldNames()).toIterable().containsExactly("sequence-accuracy", "character-error-rate");
        assertThat(results.at("/chance/metrics/character-error-rate").asDouble())
                .isBetween(0.5, 1.0);
    }

    @Test
    void whatIsReadIsKeptAndShownAndNotItsFrames() throws IOException {
        JsonNode results =
                new ObjectMapper().readTree(run.resolve("results.json").toFile());
        JsonNode read = results.at("/contenders/0/seeds/0/samples/reader");
        assertThat(read.at("/shape")).hasSize(2);
        assertThat(read.at("/values")).allMatch(value -> value.asInt() >= -1 && value.asInt() < 10);
        assertThat(Files.readString(run.resolve("report.html"))).contains("\"truths\":{\"string\":[[\"");
    }

    @Test
    void aNewPictureIsRead() throws IOException {
        BufferedImage image = new BufferedImage(2 * 8 + 3, 12, BufferedImage.TYPE_BYTE_GRAY);
        Path picture = folder.resolve("new.png");
        ImageIO.write(image, "png", picture.toFile());
        JsonNode answers = new ObjectMapper()
                .readTree(run("predict", run.toString(), picture.toString(), "--regimen", "voted", "--format", "json"))
                .at("/0/answers/reader");
        assertThat(answers).hasSize(1);
        String said = answers.at("/0/said").asText();
        assertThat(said).matches("[0-9]*");
        assertThat(answers.at("/0/probability").isNumber()).isFalse();
        assertThat(run("predict", run.toString(), picture.toString(), "--regimen", "voted"))
                .contains("string by reader")
                .containsPattern("new\\.png +(" + (said.isEmpty() ? "nothing" : said) + ")[ \n]")
                .doesNotContain("reader.2");
        assertThat(run("predict", run.toString(), picture.toString(), "--regimen", "voted", "--format", "csv")
                        .lines()
                        .findFirst())
                .hasValueSatisfying(header -> assertThat(header).startsWith("input,reader,spotter.1,"));
    }
}
