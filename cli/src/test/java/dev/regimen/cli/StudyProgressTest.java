package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StudyProgressTest {
    @Test
    void saysBeforehandHowLongItTakesAtMost() {
        assertThat(StudyProgress.expectation(12, 3600, 2))
                .isEqualTo("12 cells, at most about 30 min 0 s on 2 workers (1.0 core-hours)");
        assertThat(StudyProgress.expectation(1, 1800, 1))
                .isEqualTo("1 cell, at most about 30 min 0 s on 1 worker (0.50 core-hours)");
    }

    @Test
    void whatIsLeftDoesNotShrinkBecauseTheFirstCellsWereQuick() {
        assertThat(StudyProgress.left(3600, 360, 2)).isEqualTo("10 %, at most about 27 min 0 s left");
    }
}
