package dev.regimen.torch;

import org.bytedeco.pytorch.global.torch;

/**
 * How many of libtorch's threads share each operation of the calling thread. The same number gives the same bits every
 * time, another one may give others; so whatever computes says how many.
 */
public final class Threads {
    private Threads() {}

    /** One thread per operation. */
    public static void single() {
        share(1);
    }

    /**
     * So many threads per operation, until another number is said.
     *
     * @param count at least 1
     */
    public static void share(int count) {
        torch.get_num_threads(); // a thread's first call into libtorch would otherwise overwrite what is set here
        torch.set_num_threads(count);
    }
}
