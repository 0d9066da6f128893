package dev.regimen.torch;

import java.io.IOException;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch once per process. Every class of this library that touches a tensor calls {@link #load()} first, so
 * that a program pays for the natives (3 s and 445 MB on disk the first time, under a second later) only when it
 * computes something. Several processes may do so at once, also on an empty or half-filled cache.
 */
public final class Natives {
    /** Platforms that libtorch's Java binding has natives for, as JavaCPP names them. */
    private static final String PLATFORMS = "linux-x86_64, macosx-arm64 and windows-x86_64";

    /** Blocks above 32 MB are too large for glibc to learn from. */
    private static final long LARGEST_KEPT = 31L << 20;

    private Natives() {}

    /**
     * Makes libtorch usable; returns at once when it already is.
     *
     * @throws IllegalStateException if there are no natives for this platform, or they cannot be unpacked or loaded
     */
    public static void load() {
        Loading.ONCE.check();
    }

    /** What a failure says, without the native stack trace that libtorch's messages go on with. */
    public static String message(Throwable failure) {
        String said = failure.getMessage();
        return said == null || said.isBlank()
                ? failure.getClass().getSimpleName()
                : said.lines()
                        .takeWhile(line -> !line.startsWith("Exception raised from ") && !line.startsWith("frame #"))
                        .collect(Collectors.joining(System.lineSeparator()));
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
                throw new IllegalStateException(failure.getMessage(), failure);
            }
        }

        private static IllegalStateException attempt() {
            // Read by JavaCPP when its first class is loaded. Its check of the process's size costs more than half of a
            // small operation; the garbage-collected safety net for forgotten tensors stays on.
            System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
            System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
            String platform = Loader.getPlatform();
            try {
                if (!unpack(platform) && !unpack(platform + "-gpu")) {
                    return new IllegalStateException("no libtorch for the platform " + platform
                            + " is on the class path; there are natives for " + PLATFORMS);
                }
                Loader.load(torch.class);
                // OpenBLAS has threads of its own, which make everything slow and which libtorch's setting does not
                // govern.
                openblas.blas_set_num_threads(1);
                Threads.single();
                keepFreedMemory();
                return null;
            } catch (IOException e) {
                return new IllegalStateException(
                        "libtorch takes 450 MB in " + cache() + " and could not be unpacked there: " + e.getMessage()
                                + ". The system property org.bytedeco.javacpp.cachedir names another folder",
                        e);
            } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
                return new IllegalStateException(
                        "libtorch could not be loaded on " + platform + ": "
                                + reason(e).getMessage(),
                        e);
            }
        }

        /**
         * glibc takes a block that is larger than any that was freed before from the system, and gives it back when it
         * is freed. Asking again with every batch can take longer than computing it, so glibc learns from a block that
         * nobody ever writes to. It still gives back whole heaps of threads, which only variables of the environment
         * prevent; the launcher sets them. Other allocators learn nothing.
         */
        private static void keepFreedMemory() {
            if ("no".equals(System.getenv("REGIMEN_KEEP_MEMORY"))) {
                return;
            }
            try {
                new BytePointer(LARGEST_KEPT).close();
            } catch (OutOfMemoryError e) {
                // Whoever asks for memory next says so.
            }
        }

        /**
         * The linker meets libtorch.so before libtorch_cpu.so is unpacked when the cache is empty, and the process
         * dies; so all of them are unpacked before the first is loaded.
         *
         * @return whether there is anything for this platform
         */
        private static boolean unpack(String platform) throws IOException {
            return Loader.cacheResources("/org/bytedeco/pytorch/" + platform + "/").length > 0;
        }

        /** The last attempt to find a library fails for want of a path; the first, its cause, names what is missing. */
        private static Throwable reason(Throwable failure) {
            return failure.getCause() == null ? failure : reason(failure.getCause());
        }

        private static String cache() {
            try {
                return Loader.getCacheDir().toString();
            } catch (IOException e) {
                return "no folder that can be written to";
            }
        }
    }
}
