package dev.regimen.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RelabellingTest {
    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void countsWhichClassWasPredictedForWhich() {
        try (PointerScope scope = new PointerScope()) {
            Tensor prediction = TensorData.floats(new float[] {.9f, .1f, .2f, .8f, .3f, .7f}, 3, 2);
            Tensor target = TensorData.longs(new long[] {0, 0, 1}, 3);
            Confusion twice = Confusion.none(2).plus(prediction, target).plus(prediction, target);
            assertThat(twice.counts()).isDeepEqualTo(new long[][] {{2, 0}, {2, 2}});
        }
    }

    @Test
    void findsDigitsThatAreAllReadOffByFive() {
        long[][] shifted = new long[10][10];
        IntStream.range(0, 10).forEach(digit -> shifted[(digit + 5) % 10][digit] = 90L + digit);
        shifted[3][4] = 50; // some mistakes
        Relabelling found = Relabelling.fit(new Confusion(shifted, 0));
        assertThat(found.meanings()).containsExactly(5, 6, 7, 8, 9, 0, 1, 2, 3, 4);
        assertThat(found.accuracy(new Confusion(shifted, 0))).isEqualTo(945.0 / 995);
    }

    /** Greedy choice would take the 10 and be left with 0. */
    @Test
    void looksAtAllClassesTogether() {
        Confusion confusion = new Confusion(new long[][] {{10, 9}, {9, 0}}, 0);
        assertThat(Relabelling.fit(confusion).meanings()).containsExactly(1, 0);
    }

    @Test
    void isNoWorseThanAnyOtherPermutation() {
        Random random = new Random(1);
        long[][] counts = new long[4][4];
        for (long[] row : counts) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(100);
            }
        }
        Confusion confusion = new Confusion(counts, 0);
        double best = Relabelling.fit(confusion).accuracy(confusion);
        IntStream.range(0, 256)
                .mapToObj(code -> java.util.List.of(code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6))
                .filter(meanings -> meanings.stream().distinct().count() == 4)
                .forEach(meanings -> assertThat(new Relabelling(meanings).accuracy(confusion))
                        .isLessThanOrEqualTo(best));
    }
}
