package dev.regimen.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TookTest {
    @Test
    void saysWhatIsKnown() {
        Duration time = Duration.ofMinutes(72);
        assertThat(new Took(time, 1, 0).words()).isEqualTo("1 h 12 min by the clock in one session, all included.");
        assertThat(new Took(time, 3, 1).words())
                .isEqualTo("More than 1 h 12 min by the clock in 3 sessions, all included; of 1 the end is not known.");
        assertThat(new Took(Duration.ZERO, 2, 2).words()).isEqualTo("How long it took by the clock is not known.");
    }
}
