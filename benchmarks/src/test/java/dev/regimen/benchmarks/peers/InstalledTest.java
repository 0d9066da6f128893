package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstalledTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** The comparison rests on it that Regimen has what its launcher sets, and those who are not tuned have not. */
    @Test
    void peersHaveWhatTheirUsersHave() throws IOException {
        Set<String> allocator = exported(ROOT.resolve("regimen"));
        assertThat(allocator).hasSize(3);
        assertThat(Installed.unset(Peer.REGIMEN)).isEmpty();
        assertThat(Peer.OTHERS).allSatisfy(peer -> {
            boolean tuned = peer.title().contains("tuned") || peer.name().equals("jax");
            Set<String> unset = Installed.unset(peer);
            assertThat(unset.containsAll(allocator)).as(peer.name()).isNotEqualTo(tuned);
            assertThat(unset.contains("OPENBLAS_CORETYPE"))
                    .as(peer.name())
                    .isEqualTo(peer.language() == Peer.Language.PYTHON);
        });
    }

    @Test
    void theBenchmarksSetWhatTheLauncherSets() throws IOException {
        String launcher = export(ROOT.resolve("regimen"));
        for (String script : List.of("benchmarks/run", "benchmarks/peers/run")) {
            assertThat(export(ROOT.resolve(script))).isEqualTo(launcher);
        }
    }

    private static String export(Path script) throws IOException {
        return Files.readAllLines(script).stream()
                .filter(line -> line.contains("export MALLOC_"))
                .collect(Collectors.joining());
    }

    private static Set<String> exported(Path script) throws IOException {
        return Pattern.compile("MALLOC_[A-Z_]+")
                .matcher(export(script))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
