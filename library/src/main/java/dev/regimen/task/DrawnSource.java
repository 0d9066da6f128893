package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.torch.Seeds;
import java.nio.ByteBuffer;
import java.util.Random;

/** Examples drawn anew for every batch. Its state is how many batches it has given: each has a seed of its own. */
final class DrawnSource implements BatchSource {
    /** Draws examples. */
    @FunctionalInterface
    interface Draw {
        /** @return in the caller's scope */
        Batch draw(int count, Random random);
    }

    private final Draw draw;
    private final long seed;
    private final int batchSize;
    private long batches;

    DrawnSource(Draw draw, long seed, int batchSize) {
        if (batchSize <= 0) {
            throw new IllegalArgumentException("a batch has at least one example, not " + batchSize);
        }
        this.draw = draw;
        this.seed = seed;
        this.batchSize = batchSize;
    }

    @Override
    public Batch next(Model current) {
        return draw.draw(batchSize, new Random(Seeds.derive(seed, "batch/" + batches++)));
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
                    "the state of a source of drawn examples has " + Long.BYTES + " bytes, not " + state.length);
        }
        batches = ByteBuffer.wrap(state).getLong();
    }
}
