package dev.regimen.torch;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Context;

/**
 * Numbers too small for full precision, with which a processor computes many times slower. What is remembered of a
 * vanished gradient shrinks into them in every step, and where a module stops to learn, its gradients do.
 */
public final class Denormals {
    private Denormals() {}

    /** Computes with them as they are, on the calling thread: a new one computes as the thread did that made it. */
    static void kept() {
        Context.setFlushDenormal(false);
    }

    /**
     * Computes with such numbers as zero, on the calling thread and for this alone: whatever else Java computes with
     * them must not change.
     */
    public static <T> T flushed(Supplier<T> work) {
        Context.setFlushDenormal(true);
        try {
            return work.get();
        } finally {
            Context.setFlushDenormal(false);
        }
    }
}
