package dev.regimen.data;

import dev.regimen.torch.Seeds;
import java.nio.ByteBuffer;

/**
 * The order in which training passes over a data set, without end: every epoch is a permutation of its own, and batches
 * are always full, so that one may hold the end of an epoch and the beginning of the next. Its state is the epoch and
 * the position in it; the permutation is drawn again from the seed. Not safe for use by several threads.
 */
public final class BatchOrder {
    private final int size;
    private final int batchSize;
    private final long seed;
    private long epoch;
    private int position;
    private int[] permutation;

    /**
     * @param size how many examples there are
     * @param batchSize how many of them every batch has; may be more than there are
     * @param seed fixes the order
     * @throws IllegalArgumentException if a size is not positive
     */
    public BatchOrder(int size, int batchSize, long seed) {
        if (size <= 0 || batchSize <= 0) {
            throw new IllegalArgumentException("batches are made of at least one example, not of batches of "
                    + batchSize + " from " + size + " examples");
        }
        this.size = size;
        this.batchSize = batchSize;
        this.seed = seed;
        moveTo(0, 0);
    }

    /** The positions of the next batch's examples, {@code batchSize} of them. */
    public long[] next() {
        long[] batch = new long[batchSize];
        for (int i = 0; i < batchSize; i++) {
            if (position == size) {
                moveTo(epoch + 1, 0);
            }
            batch[i] = permutation[position++];
        }
        return batch;
    }

    /** All that the next batches depend on besides the settings. */
    public byte[] state() {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(epoch)
                .putInt(position)
                .array();
    }

    /**
     * Goes back to a state that an order with the same settings was in.
     *
     * @throws IllegalArgumentException if it is not the state of such an order
     */
    public void restore(byte[] state) {
        if (state.length != Long.BYTES + Integer.BYTES) {
            throw new IllegalArgumentException(
                    "the state of a batch order has " + (Long.BYTES + Integer.BYTES) + " bytes, not " + state.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(state);
        long savedEpoch = buffer.getLong();
        int savedPosition = buffer.getInt();
        if (savedEpoch < 0 || savedPosition < 0 || savedPosition > size) {
            throw new IllegalArgumentException("epoch " + savedEpoch + ", position " + savedPosition
                    + " is not a state of an order of " + size + " examples");
        }
        moveTo(savedEpoch, savedPosition);
    }

    private void moveTo(long newEpoch, int newPosition) {
        epoch = newEpoch;
        position = newPosition;
        permutation = Permutation.of(size, Seeds.derive(seed, "epoch/" + newEpoch));
    }
}
