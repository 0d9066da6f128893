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
                List.of(new Contest(CNN, 2, ours, List.of(side("pytorch-tuned", 1.2, 0.905), side("djl", 2.5, 0.9)))));
        assertThat(table)
                .startsWith("a day, a machine\n")
                .contains(
                        "| 1 | PyTorch, tuned | 6 (2) | 1.20 | 1.20 to 1.20 | 1.1 | met | 1.00, 1.20 | 0.900, 0.905 |")
                .contains("| DJL | 6 (2) | 2.50 | 2.50 to 2.50 | 3.0 | not met |")
                .contains("* DJL: djl 1.0");
    }

    @Test
    void leavesATargetOpenThatLiesInTheInterval() {
        Side ours = side("regimen", 1, 0.9);
        Side spread = new Side("djl", "1", null, 10L, null, List.of(2.0, 2.5, 3.1, 3.2, 3.3, 4.0), List.of());
        assertThat(TABLE.of(List.of(new Contest(CNN, 2, ours, List.of(spread)))))
                .contains("| 3.15 | 2.00 to 4.00 | 3.0 | open |");
    }

    /** Five rounds give no interval of 95 %. */
    @Test
    void leavesATargetOpenAfterFewRounds() {
        List<Double> five = Collections.nCopies(5, 1.0);
        Side ours = new Side("regimen", "1", null, 10L, null, five, List.of());
        Side theirs = new Side("djl", "1", null, 10L, null, Collections.nCopies(5, 9.0), List.of());
        assertThat(TABLE.of(List.of(new Contest(CNN, 1, ours, List.of(theirs)))))
                .contains("| DJL | 5 (1) | 9.00 | 9.00 to 9.00 (94 %) | 3.0 | open |");
    }

    @Test
    void goesOnWhereRegimenFailed() {
        Side ours = Side.unmeasured("regimen", "one | two");
        assertThat(TABLE.of(List.of(new Contest(CNN, 2, ours, List.of(side("djl", 1, 0.9))))))
                .contains("| DJL |  | not measured | Regimen: one \\| two | 3.0 |")
                .contains("* not measured, Regimen: one | two (cnn-32)");
    }

    @Test
    void namesWhoIsMissing() {
        Side missing = Side.unmeasured("djl", "it is not built");
        String table = TABLE.of(List.of(new Contest(CNN, 2, side("regimen", 1, 0.9), List.of(missing))));
        assertThat(table)
                .contains("| DJL |  | not measured | it is not built | 3.0 |")
                .contains("* not measured, DJL: it is not built (cnn-32)");
    }

    @Test
    void saysWhereTheWorkWasAnother() {
        Side worse = side("djl", 5, 0.5);
        assertThat(TABLE.of(List.of(new Contest(CNN, 2, side("regimen", 1, 0.9), List.of(worse)))))
                .contains("| 3.0 | open | 1.00, 5.00 | 0.900, 0.500 (not the same work)");
    }

    @Test
    void showsAWorkThatNobodyElseDid() {
        assertThat(TABLE.of(List.of(new Contest(CNN, 2, side("regimen", 1, 0.9), List.of()))))
                .contains("| one cnn, batch 32 | 1 | 6 (2) | 1.00 |");
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
