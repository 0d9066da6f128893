package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Broken experiments are refused with a line, or are still experiments: nothing else happens to them. */
class FuzzTest {
    private static final int ROUNDS = 1000;
    private static final List<String> WORDS = List.of(
            "", "null", "-1", "0", "1e99", "[]", "{}", "[a, b]", "{a: b}", "true", "'", "&a", "*a", "!x", "{", "\t",
            "- ");

    @Test
    void whatIsWrongHasALine() {
        Random random = new Random(1);
        List<BiFunction<List<String>, Random, String>> mutations = List.of(
                FuzzTest::removeLine,
                FuzzTest::repeatLine,
                FuzzTest::moveLine,
                FuzzTest::renameKey,
                FuzzTest::replaceValue,
                FuzzTest::indent,
                FuzzTest::truncate,
                FuzzTest::changeCharacter);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = new ArrayList<>(Sums.GOOD.lines().toList());
            String text = mutations.get(random.nextInt(mutations.size())).apply(lines, random);
            refused += refused(text) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - ROUNDS / 50);
    }

    private static boolean refused(String text) {
        try {
            Experiment experiment = Sums.read(text);
            assertThat(Sums.read(new ExperimentWriter(TinyExamples.catalog()).write(experiment)))
                    .isEqualTo(experiment);
            return false;
        } catch (ConfigException e) {
            assertThat(e.place().line())
                    .as(text)
                    .isBetween(1, (int) text.lines().count() + 1);
            assertThat(e.problem()).as(text).isNotBlank();
            return true;
        } catch (RuntimeException e) {
            return fail("not refused but failed:\n" + text, e);
        }
    }

    private static String removeLine(List<String> lines, Random random) {
        lines.remove(random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private static String repeatLine(List<String> lines, Random random) {
        lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
        return String.join("\n", lines);
    }

    private static String moveLine(List<String> lines, Random random) {
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private static String renameKey(List<String> lines, Random random) {
        return change(
                lines, random, line -> line.replaceFirst("([a-z]+):", "$1" + (char) ('a' + random.nextInt(26)) + ":"));
    }

    private static String replaceValue(List<String> lines, Random random) {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return change(lines, random, line -> {
            String[] parts = line.split("(?<=: )|(?=[,}])");
            parts[random.nextInt(parts.length)] = word;
            return String.join("", parts);
        });
    }

    private static String indent(List<String> lines, Random random) {
        return change(lines, random, line -> random.nextBoolean() ? " " + line : line.replaceFirst("^  ", ""));
    }

    private static String truncate(List<String> lines, Random random) {
        String text = String.join("\n", lines);
        return text.substring(0, 1 + random.nextInt(text.length() - 1));
    }

    private static String changeCharacter(List<String> lines, Random random) {
        StringBuilder text = new StringBuilder(String.join("\n", lines));
        text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
        return text.toString();
    }

    private static String change(List<String> lines, Random random, java.util.function.UnaryOperator<String> change) {
        lines.replaceAll(line -> random.nextInt(lines.size()) < 2 ? change.apply(line) : line);
        return String.join("\n", lines);
    }
}
