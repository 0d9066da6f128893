package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.Works;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RoundsTest {
    @Test
    void areFewerOfLongWorks() {
        assertThat(new Rounds(false, null).counting(work("digit-sum"))).isEqualTo(6);
        assertThat(new Rounds(false, null).counting(work("mlp"))).isEqualTo(9);
        assertThat(new Rounds(false, 2).counting(work("digit-sum"))).isEqualTo(2);
        assertThat(new Rounds(false, null).warmUp(work("digit-sum"))).isEqualTo(WarmUp.NONE);
        assertThat(new Rounds(false, null).warmUp(work("start"))).as("cold").isEqualTo(new WarmUp(2, 0));
        assertThat(new Rounds(true, null).counting(work("unet"))).isEqualTo(3);
    }

    @Test
    void areAtLeastOne() {
        assertThatThrownBy(() -> new Rounds(true, 0)).hasMessage("--rounds is 0; expected 1 or more");
    }

    @Test
    void areRefusedWithoutAStackTrace(@TempDir Path folder) {
        StringWriter said = new StringWriter();
        int exit = new CommandLine(new MeasurePeers())
                .setErr(new PrintWriter(said))
                .execute("--benchmarks", folder.toString(), "--rounds", "0");
        assertThat(exit).isEqualTo(2);
        assertThat(said.toString())
                .startsWith("--rounds is 0; expected 1 or more")
                .doesNotContain("\tat ");
        assertThat(folder).isEmptyDirectory();
    }

    private static Work work(String name) {
        return Works.named(false, List.of(name)).get(0);
    }
}
