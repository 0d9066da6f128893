package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From scenes to masks in files, by a net that has hardly learned anything. */
class SegmentationTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static String told;

    @BeforeAll
    static void train() throws IOException {
        Path file = folder.resolve("scenes.yaml");
        Files.writeString(file, """
                name: tiny-scenes
                data: {type: scenes, size: [16, 16], validation-size: 20, test-size: 20}
                modules:
                  encoder: {reads: image, net: {type: unet, channels: [4, 8], convolutions: 1}}
                  painter: {reads: encoder, net: {type: linear, outputs: 11}}
                  pool: {reads: encoder, net: pool}
                  counter: {reads: pool, net: {type: linear, outputs: 4}}
                objective:
                  type: weighted-sum
                  terms:
                    - objective: {type: cross-entropy, of: painter, target: mask}
                    - objective: {type: dice, of: painter, target: mask}
                    - objective: {type: cross-entropy, of: counter, target: number}
                      weight: 0.1
                metrics: [{type: mean-iou, by-class: true}, accuracy, boundary-f1]
                regimens:
                  joint: {type: end-to-end}
                  voted: {type: ensemble, members: 2, combiner: majority-vote}
                  estimated: {type: ensemble, members: 2, combiner: staple}   # of masks; numbers get the mean
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
    void aComparisonTellsMetricsOfMapsAndShowsThem() throws IOException {
        assertThat(told).contains("tiny-scenes: painter.mean-iou on test examples");
        assertThat(told)
                .as("the other head beside it")
                .containsPattern("contender +painter.mean-iou +counter.accuracy ");
        assertThat(Files.readString(run.resolve("results.json")))
                .contains("painter.iou.background", "painter.boundary-f1", "counter.accuracy");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains(
                        "\"pictures\":{\"mask\":[\"data:image/png;base64,",
                        "\"keys\":{\"mask\":[{\"name\":\"background\"");
    }

    @Test
    void masksAreWrittenWithThePlacesOfAPaletteAsClasses() throws IOException {
        BufferedImage scene = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        Path picture = folder.resolve("new.scene.png");
        ImageIO.write(scene, "png", picture.toFile());
        Path masks = folder.resolve("masks");
        String text = run("predict", run.toString(), picture.toString(), "--masks", masks.toString());
        assertThat(text).contains("mask by painter", "number by counter", "1 mask in " + masks);
        BufferedImage mask = ImageIO.read(masks.resolve("new.scene.png").toFile());
        assertThat(mask.getColorModel()).isInstanceOf(IndexColorModel.class);
        assertThat(Arrays.stream(mask.getRaster().getSamples(0, 0, 16, 16, 0, (int[]) null)))
                .allMatch(value -> value <= 10);
        assertThat(run("predict", run.toString(), picture.toString())).contains("--masks DIR writes all of them");
        StringWriter refused = new StringWriter();
        PrintWriter writer = new PrintWriter(refused);
        String[] overItself = {"predict", run.toString(), picture.toString(), "--masks", folder.toString()};
        assertThat(Main.run(overItself, writer, writer)).isNotZero();
        assertThat(refused.toString()).contains("the mask would replace the input");
        assertThat(ImageIO.read(picture.toFile()).getColorModel()).isNotInstanceOf(IndexColorModel.class);
    }

    @Test
    void whatJointTrainingOfTwoHeadsIsCanBeExplained() {
        assertThat(run("explain", folder.resolve("scenes.yaml").toString()))
                .contains(
                        "joint: end-to-end",
                        "voted: ensemble of 2 independent members, each end-to-end",
                        "fused: fusion of 2 branches, which is end-to-end");
    }
}
