package dev.regimen.torch;

import org.bytedeco.pytorch.global.torch;

/** Intra-operation threads of the calling thread. */
final class Threads {
    private Threads() {}

    /**
     * One thread per operation. The count is asked for first because a thread's first call into libtorch would
     * otherwise overwrite what is set here.
     */
    static void single() {
        torch.get_num_threads();
        torch.set_num_threads(1);
    }
}
