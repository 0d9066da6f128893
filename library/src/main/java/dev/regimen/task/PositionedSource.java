package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Pool;
import dev.regimen.model.Model;

/** A source whose batches are the examples at some positions of a pool, so that those of several come in one go. */
public interface PositionedSource extends BatchSource {
    /** Where the positions are; the source does not own it. */
    Pool examples();

    /** Those of the next batch, which counts as given. */
    long[] nextPositions();

    @Override
    default Batch next(Model current) {
        long[] positions = nextPositions();
        return examples().gather(positions).pickedFrom(examples(), positions);
    }
}
