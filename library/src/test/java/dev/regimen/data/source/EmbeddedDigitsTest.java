package dev.regimen.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedDigitsTest {
    @Test
    void areTheKnownOnes() {
        try (SourceData digits = new EmbeddedDigits().load(Path.of(""))) {
            assertThat(digits.examples().fields())
                    .isEqualTo(Map.of("image", Field.real(Shape.of(1, 8, 8)), "label", Field.classes(Shape.of(), 10)));
            assertThat(digits.test()).isEmpty();
            float[] pixels = TensorData.toFloats(digits.examples().column("image"));
            float[] firstRow = java.util.Arrays.copyOf(pixels, 8);
            assertThat(firstRow).containsExactly(0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0);
            double sum = 0;
            for (float pixel : pixels) {
                assertThat(pixel).isBetween(0f, 1f);
                sum += pixel * 16;
            }
            // scikit-learn: load_digits().data.sum()
            assertThat(sum).isEqualTo(561_718);
            long[] counts = new long[10];
            for (long label : TensorData.toLongs(digits.examples().column("label"))) {
                counts[(int) label]++;
            }
            assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
        }
    }
}
