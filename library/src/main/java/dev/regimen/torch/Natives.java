package dev.regimen.torch;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch once per process. Every class of this library that touches a tensor calls {@link #load()} first, so
 * that a program pays for the natives (2 s and 445 MB on disk the first time, under a second later) only when it
 * computes something.
 */
public final class Natives {
    /** Platforms that libtorch's Java binding has natives for, as JavaCPP names them. */
    private static final String PLATFORMS = "linux-x86_64, macosx-arm64, windows-x86_64";

    private Natives() {}

    /**
     * Makes libtorch usable; returns at once when it already is.
     *
     * @throws IllegalStateException if there are no natives for this platform, or they cannot be unpacked
     */
    public static void load() {
        Loading.ONCE.check();
    }

    /**
     * Class initialisation is the lock: the first caller loads, the others wait, a failure is kept and told to each.
     */
    private static final class Loading {
        static final Loading ONCE = new Loading();
        private final IllegalStateException failure;

        private Loading() {
            failure = attempt();
        }

        void check() {
            if (failure != null) {
                throw failure;
            }
        }

        private static IllegalStateException attempt() {
            // Read by JavaCPP when its first class is loaded. Its check of the process's size costs more than half of a
            // small
            // operation; the garbage-collected safety net for forgotten tensors stays on.
            System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
            System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
            try {
                unpack(Loader.getPlatform());
                Loader.load(torch.class);
                org.bytedeco.openblas.global.openblas.blas_set_num_threads(1);
                Threads.single();
                return null;
            } catch (UnsatisfiedLinkError | IOException | NoClassDefFoundError e) {
                return new IllegalStateException(
                        "libtorch could not be loaded on " + Loader.getPlatform() + ": " + e.getMessage()
                                + ". Natives exist for " + PLATFORMS,
                        e);
            }
        }

        /**
         * The linker meets libtorch.so before libtorch_cpu.so is unpacked when the cache is empty, and the process
         * dies; so all of them are unpacked before the first is loaded.
         */
        private static void unpack(String platform) throws IOException {
            String folder = "/org/bytedeco/pytorch/" + platform + "/";
            for (String library : new String[] {"c10", "torch_cpu", "torch", "gomp"}) {
                for (String name : new String[] {
                    "lib" + library + ".so", "lib" + library + ".so.1", "lib" + library + ".dylib", library + ".dll"
                }) {
                    if (Natives.class.getResource(folder + name) != null) {
                        Loader.cacheResource(folder + name);
                    }
                }
            }
        }
    }
}
