package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.Works;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With made-up rounds. */
class OverviewTest {
    private static final Overview OVERVIEW =
            new Overview(Map.of("pytorch-tuned", "PyTorch, tuned", "djl", "DJL", "torchensemble", "Ensemble-PyTorch"));

    @Test
    void hasALineForEachWorkAndAColumnForEachPeer() {
        Contest cnn = contest("cnn-32", side("pytorch-tuned", 1.2, 0.9), side("djl", 2.5, 0.9));
        Contest lstm = contest("lstm", side("djl", 3.5, 0.9));
        assertThat(OVERVIEW.of(List.of(cnn, lstm)))
                .contains("| work | PyTorch, tuned | DJL |\n|---|---|---|\n")
                .contains("| one cnn, batch 32 | 1.20 [1.20, 1.20] ✓ | 2.50 [2.50, 2.50] ✗ |\n")
                .contains("| one lstm, batch 64 |  | 3.50 [3.50, 3.50] ✓ |\n");
    }

    @Test
    void hasATableOfItsOwnForSeveralModels() {
        Contest one = contest("cnn-32", side("djl", 2.5, 0.9));
        Contest several = contest("mlps-16", side("torchensemble", 9, 0.5));
        assertThat(OVERVIEW.of(List.of(several, one)))
                .containsSubsequence(
                        "| work | DJL |\n",
                        "| work | Ensemble-PyTorch |\n",
                        "| 16 mlps, two cores | 9.00 [9.00, 9.00] ? (a) |\n");
    }

    @Test
    void isEmptyWhereNobodyElseWasMeasured() {
        Contest missing = contest("cnn-32", Side.unmeasured("djl", "it is not built"));
        Contest failed = new Contest(work("lstm"), 2, Side.unmeasured("regimen", "why"), List.of(side("djl", 1, 0.9)));
        assertThat(OVERVIEW.of(List.of(missing, failed))).isEmpty();
    }

    private static Contest contest(String name, Side... theirs) {
        return new Contest(work(name), 2, side("regimen", 1, 0.9), List.of(theirs));
    }

    private static Work work(String name) {
        return Works.named(true, List.of(name)).get(0);
    }

    private static Side side(String peer, double seconds, double accuracy) {
        return new Side(peer, peer, null, 10L, null, Collections.nCopies(6, seconds), Collections.nCopies(6, accuracy));
    }
}
