package dev.regimen.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.task.SampleValues;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelImagesTest {
    @Test
    void greyFromTheLowestToTheHighestNumber() throws IOException {
        SampleValues values = values("2,3,1,4,5");
        List<List<String>> images = PixelImages.of(values);
        assertThat(images).hasSize(2).allSatisfy(items -> assertThat(items).hasSize(3));
        BufferedImage first = decoded(images.get(0).get(0));
        BufferedImage last = decoded(images.get(1).get(2));
        assertThat(first.getWidth()).isEqualTo(5);
        assertThat(first.getHeight()).isEqualTo(4);
        assertThat(first.getRaster().getSample(0, 0, 0)).isEqualTo(0);
        assertThat(last.getRaster().getSample(4, 3, 0)).isEqualTo(255);
        // Row 2, column 1 of the first item is number 11 of 0 to 119.
        assertThat(first.getRaster().getSample(1, 2, 0)).isEqualTo(Math.round(11 * 255f / 119));
    }

    @Test
    void coloursFromPlanes() throws IOException {
        BufferedImage image = decoded(PixelImages.of(values("1,3,4,4")).get(0).get(0));
        int[] expected = {0, Math.round(16 * 255f / 47), Math.round(32 * 255f / 47)};
        assertThat(image.getRaster().getPixel(0, 0, (int[]) null)).containsExactly(expected);
    }

    @Test
    void aFlatImageIsBlack() throws IOException {
        SampleValues flat = new SampleValues(List.of(1L, 1L, 4L, 4L), java.util.Collections.nCopies(16, 3f));
        assertThat(decoded(PixelImages.of(flat).get(0).get(0)).getRaster().getSample(2, 2, 0))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "8,20", "8,20,4", "8,2,9,9", "8,1,3,9", "2,2,2,1,8,8"})
    void otherShapesAreNoImages(String shape) {
        assertThat(PixelImages.of(values(shape))).isEmpty();
    }

    private static SampleValues values(String sizes) {
        List<Long> shape =
                Arrays.stream(sizes.split(",", -1)).map(Long::valueOf).toList();
        int count = shape.stream().mapToInt(Long::intValue).reduce(1, (a, b) -> a * b);
        return new SampleValues(
                shape, IntStream.range(0, count).mapToObj(i -> (float) i).toList());
    }

    private static BufferedImage decoded(String address) throws IOException {
        assertThat(address).startsWith("data:image/png;base64,");
        byte[] bytes = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }
}
