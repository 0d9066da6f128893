package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.torch.Engine;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    @Test
    void saysWhatComputesAndWhen() {
        Instant before = Instant.now().minusMillis(1);
        Provenance provenance = Provenance.starting("regimen compare --seeds 2", 3);
        assertThat(provenance.regimen()).matches("\\d+\\.\\d+.*");
        assertThat(provenance.commit()).matches("unknown|[0-9a-f]{7,40}(-dirty)?");
        assertThat(provenance.java()).startsWith(System.getProperty("java.version"));
        assertThat(provenance.system()).startsWith(System.getProperty("os.name"));
        assertThat(provenance.engine()).isEqualTo(Engine.current());
        assertThat(provenance.workers()).isEqualTo(3);
        assertThat(provenance.command()).isEqualTo("regimen compare --seeds 2");
        assertThat(Instant.parse(provenance.started())).isBetween(before, Instant.now());
        assertThat(provenance.finished()).isNull();
    }

    @Test
    void endsLaterAndIsOtherwiseTheSame() {
        Provenance started = Provenance.starting("regimen compare", 1);
        Provenance ended = started.ending();
        assertThat(Instant.parse(ended.finished())).isAfterOrEqualTo(started.started());
        assertThat(ended).usingRecursiveComparison().ignoringFields("finished").isEqualTo(started);
    }

    @Test
    void isReadBackFromJson() {
        Provenance provenance = Provenance.starting("regimen \"compare\" \u00e4", 1);
        assertThat(Json.read("text", Json.line(provenance), Provenance.class, ""))
                .isEqualTo(provenance);
    }
}
