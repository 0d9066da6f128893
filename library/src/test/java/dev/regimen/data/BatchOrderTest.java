package dev.regimen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchOrderTest {
    /** Sizes and batch sizes of all proportions, batches that are larger than the data among them. */
    static Stream<Arguments> sizes() {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, 40)
                .mapToObj(i -> Arguments.of(random.nextInt(1, 50), random.nextInt(1, 70), random.nextLong()));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyEpochIsAPermutation(int size, int batchSize, long seed) {
        List<Long> drawn = draw(new BatchOrder(size, batchSize, seed), 4 * size / batchSize + 1);
        for (int epoch = 0; epoch < 4; epoch++) {
            assertThat(drawn.subList(epoch * size, (epoch + 1) * size))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, size).boxed().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void goesOnWhereItWas(int size, int batchSize, long seed) {
        BatchOrder original = new BatchOrder(size, batchSize, seed);
        draw(original, (int) (seed & 15));
        BatchOrder resumed = new BatchOrder(size, batchSize, seed);
        resumed.restore(original.state());
        assertThat(draw(resumed, 20)).isEqualTo(draw(original, 20));
        assertThat(resumed.state()).isEqualTo(original.state());
    }

    @Test
    void everyEpochHasAnOrderOfItsOwn() {
        BatchOrder order = new BatchOrder(100, 100, 7);
        assertThat(order.next()).isNotEqualTo(order.next());
    }

    @Test
    void differentSeedsGiveDifferentOrders() {
        assertThat(new BatchOrder(100, 100, 7).next()).isNotEqualTo(new BatchOrder(100, 100, 8).next());
    }

    /** A change of this order would change every published result. */
    @Test
    void theOrderStaysTheSameForEver() {
        assertThat(new BatchOrder(8, 8, 1).next()).containsExactly(1, 4, 0, 2, 7, 3, 6, 5);
    }

    @Test
    void everyPlaceIsAsLikelyAsAnother() {
        int[] firsts = new int[5];
        for (int seed = 0; seed < 5_000; seed++) {
            firsts[(int) new BatchOrder(5, 1, seed).next()[0]]++;
        }
        // Four standard deviations of a binomial(5000, 1/5) are 113.
        assertThat(IntStream.of(firsts)).allSatisfy(count -> assertThat(count).isBetween(887, 1_113));
    }

    @Test
    void refusesWhatIsNotAState() {
        BatchOrder order = new BatchOrder(10, 4, 1);
        assertThatThrownBy(() -> order.restore(new byte[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state of a batch order has 12 bytes, not 3");
        byte[] ofLargerData = ByteBuffer.allocate(12).putLong(2).putInt(11).array();
        assertThatThrownBy(() -> order.restore(ofLargerData))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epoch 2, position 11 is not a state of an order of 10 examples");
    }

    @Test
    void refusesEmptyBatches() {
        assertThatThrownBy(() -> new BatchOrder(10, 0, 1)).hasMessageContaining("not of batches of 0 from 10 examples");
        assertThatThrownBy(() -> new BatchOrder(0, 4, 1)).hasMessageContaining("not of batches of 4 from 0 examples");
    }

    private static List<Long> draw(BatchOrder order, int batches) {
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            LongStream.of(order.next()).forEach(drawn::add);
        }
        return drawn;
    }
}
