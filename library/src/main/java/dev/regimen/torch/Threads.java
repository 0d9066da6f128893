package dev.regimen.torch;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;

/**
 * How many threads share each operation of the calling thread: one, unless it asks for more. The same number gives the
 * same bits every time, another one may give others.
 */
public final class Threads {
    private Threads() {}

    /**
     * One thread per operation. The count is asked for first because a thread's first call into libtorch would
     * otherwise overwrite what is set here.
     */
    public static void single() {
        torch.get_num_threads();
        torch.set_num_threads(1);
    }

    /**
     * Computes with so many threads per operation, on the calling thread and for this alone; with one again after it.
     */
    public static <T> T with(int threads, Supplier<T> work) {
        torch.get_num_threads();
        torch.set_num_threads(threads);
        try {
            return work.get();
        } finally {
            torch.set_num_threads(1);
        }
    }
}
