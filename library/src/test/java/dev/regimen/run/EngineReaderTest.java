package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.torch.Engine;
import dev.regimen.torch.ImageLayout;
import org.junit.jupiter.api.Test;

class EngineReaderTest {
    private static final Engine ENGINE =
            new Engine("2.10.0", "linux-x86_64", "AVX2", "automatic", ImageLayout.BLOCKED, "a processor");

    private static final String NAMED = ",\"images\":\"blocked\"";

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(Json.line(ENGINE)).contains(NAMED);
        assertThat(read(Json.line(ENGINE))).isEqualTo(ENGINE);
    }

    @Test
    void aRunFromBeforeThereWasAChoiceHadChannelsLast() {
        assertThat(read(Json.line(ENGINE).replace(NAMED, "")).images()).isEqualTo(ImageLayout.CHANNELS_LAST);
    }

    @Test
    void whatIsDamagedIsStillFound() {
        assertThatThrownBy(() -> read(Json.line(ENGINE).replace("\"vectors\":\"AVX2\",", "")))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining("'vectors' is missing");
        assertThatThrownBy(() -> read(Json.line(ENGINE).replace("blocked", "nchw")))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining("nchw");
    }

    private static Engine read(String text) {
        return Json.read("this", text, Engine.class, "Mend it");
    }
}
