package dev.regimen.torch;

import org.bytedeco.pytorch.global.torch;

/** libtorch's own threads, which share each operation of the calling thread. */
public final class Threads {
    private Threads() {}

    /**
     * One thread per operation, for the calling thread and from now on: with any other number sums are added up in
     * another order. The count is asked for first because a thread's first call into libtorch would otherwise overwrite
     * what is set here.
     */
    public static void single() {
        torch.get_num_threads();
        torch.set_num_threads(1);
    }
}
