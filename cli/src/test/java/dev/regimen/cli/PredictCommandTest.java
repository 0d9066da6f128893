package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions for pictures from files, by a run on the embedded digits that has hardly learned anything. */
class PredictCommandTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static List<String> pictures;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void train() throws IOException {
        run = folder.resolve("run");
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        String[] arguments = {
            "compare",
            "--out",
            run.toString(),
            "--seeds",
            "2",
            "--set",
            "budget.examples=1280",
            "--set",
            "tune.learning-rates=[0.001]",
            "--set",
            "data.test-size=100",
            "--set",
            "data.validation-size=100"
        };
        assertThat(Main.run(arguments, writer, writer)).as(text.toString()).isZero();
        pictures = Stream.of(picture("a.png", 0), picture("b.png", 3), picture("c.png", 5), picture("d.png", 7))
                .toList();
    }

    /** A bright column. */
    private static String picture(String name, int column) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 8; y++) {
            image.setRGB(column, y, 0xffffff);
        }
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file.toString();
    }

    @Test
    void tableHasALineForEveryTuple() {
        assertThat(predict(pictures)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("predicted by ", "sum by adder", "digit by reader");
        assertThat(out.toString().lines().filter(line -> line.contains(".png"))).hasSize(2);
        assertThat(out.toString()).contains(pictures.get(2) + " " + pictures.get(3));
    }

    @Test
    void jsonHasProbabilitiesThatAddUpToOne() throws IOException {
        assertThat(predict(pictures, "--format", "json", "--regimen", "voted", "--seed", "2"))
                .isZero();
        JsonNode rows = new JsonMapper().readTree(out.toString());
        assertThat(rows).hasSize(2);
        for (JsonNode row : rows) {
            assertThat(row.at("/answers/adder")).hasSize(1);
            assertThat(row.at("/answers/reader")).hasSize(2);
            JsonNode sum = row.at("/answers/adder/0");
            double total = 0;
            for (JsonNode probability : sum.get("probabilities")) {
                total += probability.doubleValue();
                assertThat(probability.doubleValue())
                        .isLessThanOrEqualTo(sum.get("probability").doubleValue());
            }
            assertThat(total).isBetween(0.999, 1.001);
        }
    }

    @Test
    void csvSaysTheSameAsJson() throws IOException {
        assertThat(predict(pictures, "--format", "json")).isZero();
        JsonNode rows = new JsonMapper().readTree(out.toString());
        out.getBuffer().setLength(0);
        assertThat(predict(pictures, "--format", "csv")).isZero();
        List<CSVRecord> records = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(out.toString()))
                .getRecords();
        assertThat(records).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode second = rows.get(i).at("/answers/reader/1");
            assertThat(records.get(i).get("reader.2"))
                    .isEqualTo(second.get("said").textValue());
            assertThat(Double.parseDouble(records.get(i).get("reader.2:7")))
                    .isEqualTo(second.at("/probabilities/7").doubleValue());
        }
    }

    @Test
    void badInputIsSaid() throws IOException {
        assertThat(predict(pictures.subList(0, 3))).isEqualTo(2);
        assertThat(err.toString()).contains("is 3, but must be a multiple of 2");
        assertThat(predict(List.of("none.png", "none.png"))).isEqualTo(2);
        assertThat(err.toString()).contains("none.png does not exist");
        assertThat(predict(pictures, "--regimen", "vote")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'voted'?");
        assertThat(predict(pictures, "--seed", "9")).isEqualTo(2);
        assertThat(err.toString()).contains("its seeds are [1, 2]");
    }

    private int predict(List<String> inputs, String... options) {
        String[] all = Stream.of(Stream.of("predict", run.toString()), inputs.stream(), Stream.of(options))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return Main.run(all, new PrintWriter(out), new PrintWriter(err));
    }
}
