package dev.regimen.data.source;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The handwritten digits that this library comes with: {@code image} {@code [1, 8, 8]} from 0 (paper) to 1 (ink), and
 * {@code label}, which of 10 digits it is. 1,797 of them, written by 13 people: the test part of "Optical Recognition
 * of Handwritten Digits" by Alpaydin and Kaynak (UCI Machine Learning Repository, 1998).
 */
public record EmbeddedDigits() implements DataSource {
    private static final String RESOURCE = "/dev/regimen/data/digits.csv.gz";
    private static final int PIXELS = 64;
    private static final float INK = 16;

    @Override
    public SourceData load(Path folder) {
        List<String> lines = lines();
        float[] pixels = new float[lines.size() * PIXELS];
        long[] labels = new long[lines.size()];
        for (int row = 0; row < labels.length; row++) {
            String[] cells = lines.get(row).split(",");
            for (int i = 0; i < PIXELS; i++) {
                pixels[row * PIXELS + i] = Float.parseFloat(cells[i]) / INK;
            }
            labels[row] = Long.parseLong(cells[PIXELS]);
        }
        Dataset digits = new Dataset(
                Map.of(IMAGE, Field.real(Shape.of(1, 8, 8)), LABEL, Field.classes(Shape.of(), 10)),
                Map.of(
                        IMAGE, TensorData.floats(pixels, labels.length, 1, 8, 8),
                        LABEL, TensorData.longs(labels, labels.length)));
        return new SourceData(
                digits, Optional.empty(), InputReader.ofImages(digits.fields().get(IMAGE)));
    }

    private static List<String> lines() {
        try (InputStream resource = EmbeddedDigits.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded digits cannot be read", e);
        }
    }
}
