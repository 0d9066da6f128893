package dev.regimen.task;

import dev.regimen.data.BatchOrder;
import dev.regimen.data.Pool;
import dev.regimen.torch.Seeds;
import java.util.OptionalLong;

/** Batches of finitely many examples in the order of a {@link BatchOrder}. */
final class EpochSource implements PositionedSource {
    private final Pool examples;
    private final long[] population;
    private final BatchOrder order;
    private final int batchSize;

    /** @param population the positions of the examples to see in every epoch */
    EpochSource(Pool examples, long[] population, long seed, int batchSize) {
        this.examples = examples;
        this.population = population;
        this.order = new BatchOrder(population.length, batchSize, Seeds.derive(seed, "order"));
        this.batchSize = batchSize;
    }

    @Override
    public Pool examples() {
        return examples;
    }

    @Override
    public long[] nextPositions() {
        long[] places = order.next();
        for (int i = 0; i < places.length; i++) {
            places[i] = population[(int) places[i]];
        }
        return places;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public OptionalLong population() {
        return OptionalLong.of(population.length);
    }

    @Override
    public byte[] state() {
        return order.state();
    }

    @Override
    public void restore(byte[] state) {
        order.restore(state);
    }
}
