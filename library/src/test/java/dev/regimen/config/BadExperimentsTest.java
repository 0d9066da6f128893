package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake beside the good experiment: what is said, and where. */
class BadExperimentsTest {
    /**
     * {@code \n} stands for the end of a line and the like; a message that ends with … goes on with a list that grows.
     */
    private record Mistake(String good, String bad, String message) {
        static Mistake of(String lines) {
            String[] parts = lines.split("\n");
            return new Mistake(after("- ", parts[0]), after("+ ", parts[1]), after("= ", parts[2]));
        }

        void check(String found) {
            if (message.endsWith("…")) {
                assertThat(found).startsWith(message.substring(0, message.length() - 1));
            } else {
                assertThat(found).isEqualTo(message);
            }
        }

        private static String after(String mark, String line) {
            if (!line.startsWith(mark)) {
                throw new IllegalArgumentException("expected '" + mark + "' in " + line);
            }
            return line.substring(mark.length()).translateEscapes();
        }
    }

    static Stream<Mistake> mistakes() {
        return Arrays.stream(Sums.resource("bad-experiments.txt").strip().split("\n\n"))
                .map(Mistake::of);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhereWhatAndWhatWasExpected(Mistake mistake) {
        String text = Sums.with(mistake.good, mistake.bad);
        assertThatThrownBy(() -> Sums.read(text))
                .isExactlyInstanceOf(ConfigException.class)
                .message()
                .satisfies(mistake::check);
    }
}
