package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.model.Model;
import dev.regimen.torch.Seeds;
import java.nio.ByteBuffer;
import java.util.Random;

/** Tuples drawn anew for every batch. Its state is how many batches it has given: each has a seed of its own. */
final class TupleSource implements BatchSource {
    private final Tuples tuples;
    private final Dataset images;
    private final long[] population;
    private final long seed;
    private final int batchSize;
    private long batches;

    /** @param population the positions of the images to draw from */
    TupleSource(Tuples tuples, Dataset images, long[] population, long seed, int batchSize) {
        if (batchSize <= 0) {
            throw new IllegalArgumentException("a batch has at least one example, not " + batchSize);
        }
        this.tuples = tuples;
        this.images = images;
        this.population = population;
        this.seed = seed;
        this.batchSize = batchSize;
    }

    @Override
    public Batch next(Model current) {
        Random random = new Random(Seeds.derive(seed, "batch/" + batches++));
        return tuples.draw(images, population, batchSize, random);
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public byte[] state() {
        return ByteBuffer.allocate(Long.BYTES).putLong(batches).array();
    }

    @Override
    public void restore(byte[] state) {
        if (state.length != Long.BYTES) {
            throw new IllegalArgumentException(
                    "the state of a source of tuples has " + Long.BYTES + " bytes, not " + state.length);
        }
        batches = ByteBuffer.wrap(state).getLong();
    }
}
