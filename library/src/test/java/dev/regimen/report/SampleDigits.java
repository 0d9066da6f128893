package dev.regimen.report;

import dev.regimen.task.SampleValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Eight pairs of the embedded handwritten digits, and made-up predictions for them. */
final class SampleDigits {
    static final List<String> TEN =
            IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    private static final int COUNT = 8;
    private static final int PIXELS = 64;
    private static final List<String[]> ROWS = rows();

    private SampleDigits() {}

    static Map<String, SampleValues> inputs() {
        List<Float> pixels = new ArrayList<>();
        ROWS.forEach(row -> IntStream.range(0, PIXELS).forEach(i -> pixels.add(Float.parseFloat(row[i]) / 16)));
        Map<String, SampleValues> inputs = new LinkedHashMap<>();
        inputs.put("digit", new SampleValues(List.of((long) COUNT, 2L), floats(digits())));
        inputs.put("image", new SampleValues(List.of((long) COUNT, 2L, 1L, 8L, 8L), pixels));
        inputs.put("sum", new SampleValues(List.of((long) COUNT), floats(sums())));
        return inputs;
    }

    /** @param accuracy how often they are right */
    static Map<String, SampleValues> predictions(double accuracy, Random random) {
        return Map.of(
                "adder",
                new SampleValues(List.of((long) COUNT, 10L), probabilities(sums(), accuracy, random)),
                "reader",
                new SampleValues(List.of((long) COUNT, 2L, 10L), probabilities(digits(), accuracy, random)));
    }

    private static List<Float> probabilities(int[] truths, double accuracy, Random random) {
        List<Float> probabilities = new ArrayList<>();
        for (int truth : truths) {
            int said = random.nextDouble() < accuracy ? truth : random.nextInt(10);
            float best = 0.5f + 0.49f * random.nextFloat();
            IntStream.range(0, 10).forEach(i -> probabilities.add(i == said ? best : (1 - best) / 9));
        }
        return probabilities;
    }

    private static int[] digits() {
        return ROWS.stream().mapToInt(row -> Integer.parseInt(row[PIXELS])).toArray();
    }

    private static int[] sums() {
        int[] digits = digits();
        return IntStream.range(0, COUNT)
                .map(i -> (digits[2 * i] + digits[2 * i + 1]) % 10)
                .toArray();
    }

    private static List<Float> floats(int[] values) {
        return IntStream.of(values).mapToObj(value -> (float) value).toList();
    }

    private static List<String[]> rows() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(SampleDigits.class.getResourceAsStream("/dev/regimen/data/digits.csv.gz")),
                StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .skip(40)
                    .limit(2 * COUNT)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
