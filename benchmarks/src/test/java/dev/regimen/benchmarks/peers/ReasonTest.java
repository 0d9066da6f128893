package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTest {
    @ParameterizedTest
    @CsvSource({
        "it ended by itself, it ended by itself",
        "cannot import x from y (/one/lib/y/z.py), cannot import x from y (z.py)",
        "Cannot run program \"/a/b/python\": error=2, Cannot run program \"python\": error=2",
        "see https://one.org/two/three, see https://one.org/two/three",
        "1/2/3 of it, 1/2/3 of it"
    })
    void leavesOutWhereFilesLie(String message, String reason) {
        assertThat(Reason.of(message)).isEqualTo(reason);
    }

    @Test
    void isOneLine() {
        assertThat(Reason.of("one\ntwo")).isEqualTo("one");
        assertThat(Reason.of("")).isEqualTo("no reason was given");
        assertThat(Reason.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
