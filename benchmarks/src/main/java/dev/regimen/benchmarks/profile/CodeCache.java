package dev.regimen.benchmarks.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the virtual machine has its compiled code, which is one stretch of memory.
 *
 * @param begin its first address
 * @param end the one after its last
 */
record CodeCache(long begin, long end) {
    private static final int HEXADECIMAL = 16;

    /** That of this process. */
    static CodeCache current() {
        String process = Long.toString(ProcessHandle.current().pid());
        Path map = Path.of("/tmp", "perf-" + process + ".map");
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> said = new ArrayList<>();
        Commands.run(List.of(jcmd.toString(), process, "Compiler.perfmap"), said::add);
        try {
            return of(Files.readAllLines(map));
        } catch (IOException e) {
            throw new IllegalStateException("the virtual machine did not tell where its compiled code is: " + said, e);
        } finally {
            delete(map);
        }
    }

    private static void delete(Path map) {
        try {
            Files.deleteIfExists(map);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param map lines of an address, a size and a name, the numbers in hexadecimal digits */
    static CodeCache of(List<String> map) {
        long begin = Long.MAX_VALUE;
        long end = 0;
        for (String line : map) {
            String[] words = line.split(" ", 3);
            long address = Long.parseLong(words[0].replaceFirst("^0x", ""), HEXADECIMAL);
            begin = Math.min(begin, address);
            end = Math.max(end, address + Long.parseLong(words[1].replaceFirst("^0x", ""), HEXADECIMAL));
        }
        return new CodeCache(begin, end);
    }

    boolean contains(long address) {
        return begin <= address && address < end;
    }
}
