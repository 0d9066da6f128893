package dev.regimen.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Spent;
import dev.regimen.task.Scores;
import dev.regimen.training.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveColumnsTest {
    @Test
    void aShortCurveIsKeptWhole() {
        CurveColumns columns = CurveColumns.of(curve(3));
        assertThat(columns.examples()).containsExactly(0L, 64L, 128L);
        assertThat(columns.seconds()).containsExactly(0.0, 0.5, 1.0);
        assertThat(columns.values()).containsExactly(0.0, 1.0, 2.0);
        assertThat(columns.seams()).containsExactly(Map.entry("reader", List.of(0.0, -1.0, -2.0)));
    }

    @Test
    void aLongCurveIsThinnedButKeepsItsEnds() {
        CurveColumns columns = CurveColumns.of(curve(1_000));
        assertThat(columns.values()).hasSizeBetween(60, 121).startsWith(0.0).endsWith(999.0);
        assertThat(columns.examples()).hasSameSizeAs(columns.values()).isSorted();
        assertThat(columns.seams().get("reader")).hasSameSizeAs(columns.values());
    }

    @Test
    void noCurveIsNoColumns() {
        assertThat(CurveColumns.of(List.of()).examples()).isEmpty();
    }

    private static List<Point> curve(int points) {
        return IntStream.range(0, points)
                .mapToObj(i -> new Point(
                        new Spent(64L * i, i, 0.5 * i, 0.5 * i),
                        null,
                        new Scores(Map.of("accuracy", (double) i), Map.of("reader", Map.of("accuracy", 0.0 - i)))))
                .toList();
    }
}
