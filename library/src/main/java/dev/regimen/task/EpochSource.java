package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.BatchOrder;
import dev.regimen.data.Dataset;
import dev.regimen.model.Model;
import dev.regimen.torch.Seeds;
import java.util.stream.LongStream;

/** Batches of a data set in the order of a {@link BatchOrder}. */
final class EpochSource implements BatchSource {
    private final Dataset data;
    private final long[] population;
    private final BatchOrder order;
    private final int batchSize;

    /** @param population the positions of the examples to see in every epoch */
    EpochSource(Dataset data, long[] population, long seed, int batchSize) {
        this.data = data;
        this.population = population;
        this.order = new BatchOrder(population.length, batchSize, Seeds.derive(seed, "order"));
        this.batchSize = batchSize;
    }

    @Override
    public Batch next(Model current) {
        return data.gather(LongStream.of(order.next())
                .map(place -> population[(int) place])
                .toArray());
    }

    @Override
    public int batchSize() {
        return batchSize;
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
