package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class LineImageTest {
    private static final int DRAWN = 20_000;

    @Test
    void aLineAlongTheRowsIsInOneColumn() {
        // Half of 7.9, cut off, is 3 pixels to each side, the centre counting for both.
        assertThat(pixels(new LineImage(0, 10.5, 5.5, 7.9))).containsExactly("8,5", "9,5", "10,5", "11,5", "12,5");
    }

    @Test
    void aLineAlongTheColumnsIsInOneRow() {
        assertThat(pixels(new LineImage(Math.PI / 2, 3.5, 20.5, 5.0))).containsExactly("3,19", "3,20", "3,21");
    }

    @Test
    void aFallingLineGrowsInBoth() {
        LineImage line = new LineImage(Math.PI / 4, 10.5, 10.5, 11);
        assertThat(line.falling()).isTrue();
        assertThat(pixels(line)).containsExactly("7,7", "8,8", "9,9", "10,10", "11,11", "12,12", "13,13");
    }

    @Test
    void aRisingLineDoesNot() {
        LineImage line = new LineImage(3 * Math.PI / 4, 10.5, 10.5, 7);
        assertThat(line.falling()).isFalse();
        assertThat(pixels(line)).containsExactly("9,11", "10,10", "11,9");
    }

    @Test
    void whatIsOutsideIsLeftOut() {
        assertThat(pixels(new LineImage(0, 27.5, 5.5, 22)))
                .hasSize(11)
                .startsWith("17,5")
                .endsWith("27,5");
        assertThat(pixels(new LineImage(Math.PI / 4, 0.5, 27.5, 5))).containsExactly("0,26", "0,27");
    }

    @Test
    void fractionsAreCutOffTowardsZero() {
        // A step from (0.2, 10.5) against the line is at (-0.5, 9.8), which counts as row 0.
        assertThat(pixels(new LineImage(Math.PI / 4, 0.2, 10.5, 5))).containsExactly("0,9", "0,10", "0,11");
    }

    @Test
    void isDrawnUniformly() {
        Random random = new Random(7);
        List<LineImage> lines = new ArrayList<>();
        for (int i = 0; i < DRAWN; i++) {
            lines.add(LineImage.draw(random));
        }
        assertUniform(lines, LineImage::angle, 0, Math.PI);
        assertUniform(lines, LineImage::row, 0, 28);
        assertUniform(lines, LineImage::column, 0, 28);
        assertUniform(lines, LineImage::length, 5, 23);
        assertThat(mean(lines, line -> line.falling() ? 1 : 0)).isEqualTo(0.5, within(0.02));
        // Independent, so that products have the product of the means: those of angle and length, of row and column.
        assertThat(mean(lines, line -> line.angle() * line.length())).isEqualTo(7 * Math.PI, within(0.4));
        assertThat(mean(lines, line -> line.row() * line.column())).isEqualTo(14 * 14, within(4.0));
    }

    /** By mean and variance, five standard errors or so, and the range. */
    private static void assertUniform(List<LineImage> lines, ToDoubleFunction<LineImage> value, double low, double up) {
        double width = up - low;
        double mean = mean(lines, value);
        double square = mean(lines, line -> Math.pow(value.applyAsDouble(line) - mean, 2));
        assertThat(lines).allSatisfy(line -> assertThat(value.applyAsDouble(line))
                .isGreaterThanOrEqualTo(low)
                .isLessThan(up));
        assertThat(mean).isEqualTo((low + up) / 2, within(0.01 * width));
        assertThat(square).isEqualTo(width * width / 12, within(0.003 * width * width));
    }

    private static double mean(List<LineImage> lines, ToDoubleFunction<LineImage> value) {
        return lines.stream().mapToDouble(value).average().orElseThrow();
    }

    /** Those that are set, of a second image so that the first has to stay empty. */
    private static List<String> pixels(LineImage line) {
        float[] pixels = new float[2 * LineImage.PIXELS];
        line.paint(pixels, LineImage.PIXELS);
        List<String> set = new ArrayList<>();
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != 0) {
                int place = i - LineImage.PIXELS;
                assertThat(pixels[i]).isOne();
                set.add(place / 28 + "," + place % 28);
            }
        }
        return set;
    }
}
