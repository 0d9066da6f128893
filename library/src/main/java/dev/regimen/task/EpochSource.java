package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.BatchOrder;
import dev.regimen.model.Model;
import dev.regimen.torch.Seeds;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Batches of finitely many examples in the order of a {@link BatchOrder}. */
final class EpochSource implements BatchSource {
    private final Function<long[], Batch> examples;
    private final long[] population;
    private final BatchOrder order;
    private final int batchSize;

    /**
     * @param examples gives those at some positions, in the caller's scope
     * @param population the positions of the examples to see in every epoch
     */
    EpochSource(Function<long[], Batch> examples, long[] population, long seed, int batchSize) {
        this.examples = examples;
        this.population = population;
        this.order = new BatchOrder(population.length, batchSize, Seeds.derive(seed, "order"));
        this.batchSize = batchSize;
    }

    @Override
    public Batch next(Model current) {
        return examples.apply(LongStream.of(order.next())
                .map(place -> population[(int) place])
                .toArray());
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
