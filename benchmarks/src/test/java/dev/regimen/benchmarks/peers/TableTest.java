package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.Works;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With made-up rounds. */
class TableTest {
    private static final Work CNN = Works.named(true, List.of("cnn-32")).get(0);
    private static final Table TABLE =
            new Table("a day, a machine", Map.of("pytorch-tuned", "PyTorch, tuned", "djl", "DJL"));

    @Test
    void showsTargetsAsMetOrNot() {
        Side ours = side("regimen", 1, 0.9);
        String table = TABLE.of(
                List.of(new Contest(CNN, ours, List.of(side("pytorch-tuned", 1.2, 0.905), side("djl", 2.5, 0.9)))));
        assertThat(table)
                .startsWith("a day, a machine\n")
                .contains("| PyTorch, tuned | 1.20 | 1.20 to 1.20 | 1.1 | met | 1.00, 1.20 | 0.900, 0.905 |")
                .contains("| DJL | 2.50 | 2.50 to 2.50 | 3.0 | not met |")
                .contains("* DJL: djl 1.0");
    }

    @Test
    void namesWhoIsMissing() {
        Side missing = Side.unmeasured("djl", "it is not built");
        String table = TABLE.of(List.of(new Contest(CNN, side("regimen", 1, 0.9), List.of(missing))));
        assertThat(table)
                .contains("| DJL | not measured | it is not built | 3.0 |")
                .contains("* not measured, DJL: it is not built (cnn-32)");
    }

    @Test
    void saysWhereTheWorkWasAnother() {
        Side worse = side("djl", 5, 0.5);
        assertThat(TABLE.of(List.of(new Contest(CNN, side("regimen", 1, 0.9), List.of(worse)))))
                .contains("0.900, 0.500 (not the same work)");
    }

    @Test
    void showsAWorkThatNobodyElseDid() {
        assertThat(TABLE.of(List.of(new Contest(CNN, side("regimen", 1, 0.9), List.of()))))
                .contains("| one cnn, batch 32 | 1.00 |");
    }

    private static Side side(String peer, double seconds, double accuracy) {
        return new Side(
                peer,
                peer + " 1.0",
                null,
                10L,
                null,
                Collections.nCopies(6, seconds),
                List.of(accuracy - 0.001, accuracy, accuracy + 0.001));
    }
}
