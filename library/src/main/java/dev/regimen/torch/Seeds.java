package dev.regimen.torch;

import java.nio.charset.StandardCharsets;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.global.torch;

/** Seeds derived from seeds: one number for a run, and independent streams for everything in it that is random. */
public final class Seeds {
    private Seeds() {}

    /**
     * Derives the seed of a named purpose, so that no two purposes share a stream and adding one changes no other.
     *
     * @param seed the seed of the whole
     * @param purpose what the derived seed is for, such as {@code "initialisation"}
     * @return a seed that depends on every bit of both
     */
    public static long derive(long seed, String purpose) {
        long hash = seed;
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash ^ b);
        }
        return mix(hash);
    }

    /** A generator of its own: libtorch's global one is shared by all threads. The caller closes it. */
    public static Generator generator(long seed) {
        Natives.load();
        return torch.createCPUGenerator(seed);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) after adding its increment. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
