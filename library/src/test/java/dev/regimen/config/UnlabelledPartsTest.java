package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.task.Examples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks in which nobody has labelled anything would be trained on, and give metrics that are no numbers. */
class UnlabelledPartsTest {
    private static final int IGNORED = 255;
    private static final String EXPERIMENT = """
            name: masked
            data:
              type: segmentation
              source: {type: image-masks, images: images, masks: masks, classes: {road: 0, sky: 1}, ignore: 255}
            modules:
              painter: {reads: image, net: {type: unet, channels: [2, 2], outputs: 2}}
            objective: {type: cross-entropy, of: painter, target: mask}
            regimens: {joint: {type: end-to-end}}
            budget: {examples: 100}
            """;

    @TempDir
    private Path root;

    @Test
    void areRefusedBeforeAnythingIsTrained() throws IOException {
        for (int i = 0; i < 20; i++) {
            pair(i, IGNORED);
        }
        ExperimentFile file = new ExperimentReader(Catalog.standard()).read("masked.yaml", EXPERIMENT, List.of());
        try (Examples examples = file.open(root, 1)) {
            assertThatThrownBy(() -> file.check(examples))
                    .isExactlyInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("masked.yaml:7:")
                    .hasMessageContaining(
                            "objective.target: target 'mask' has no label that counts in any of the 13 training examples");
        }
        for (int i = 0; i < 20; i++) {
            pair(i, i % 2);
        }
        try (Examples examples = file.open(root, 1)) {
            assertThatCode(() -> file.check(examples)).doesNotThrowAnyException();
        }
    }

    private void pair(int number, int value) throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        write("images", number, image);
        for (int i = 0; i < 16; i++) {
            image.getRaster().setSample(i % 4, i / 4, 0, value);
        }
        write("masks", number, image);
    }

    private void write(String folder, int number, BufferedImage image) throws IOException {
        Path path = root.resolve(folder).resolve(number + ".png");
        Files.createDirectories(path.getParent());
        ImageIO.write(image, "png", path.toFile());
    }
}
