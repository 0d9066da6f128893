package dev.regimen.study.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelabellingsTest {
    @Test
    void saysByHowMuchAllAreShifted() {
        assertThat(Relabellings.words(List.of(5, 6, 7, 8, 9, 0, 1, 2, 3, 4)))
                .isEqualTo("5 6 7 8 9 0 1 2 3 4: all shifted by 5");
        assertThat(Relabellings.words(List.of(1, 0, 2))).isEqualTo("1 0 2");
    }
}
