package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PentominoesTest {
    @Test
    void areTenOfFiveConnectedCells() {
        assertThat(Pentominoes.names()).containsExactly("F", "F2", "L", "J", "N", "N2", "P", "Q", "Y", "Y2");
        assertThat(Pentominoes.TYPES.values()).allSatisfy(type -> {
            assertThat(type.pixels(type.width())).hasSize(5);
            assertThat(connected(type)).isEqualTo(5);
            assertThat(type.rows()).allSatisfy(row -> assertThat(row).matches("[.#]{" + type.width() + "}"));
        });
    }

    @Test
    void fitIntoAPatchInBothScales() {
        assertThat(Pentominoes.TYPES.values())
                .allSatisfy(type -> assertThat(type.turns()).allSatisfy(turned -> {
                    assertThat(turned.scaled(2).height()).isBetween(4, 8);
                    assertThat(turned.scaled(2).width()).isBetween(4, 8);
                }));
    }

    /** Were one another one turned, nobody could tell what it is. */
    @Test
    void noneIsAnotherOneTurned() {
        Set<Sprite> all = new HashSet<>();
        Pentominoes.TYPES.values().forEach(type -> all.addAll(type.turns()));
        assertThat(all).hasSize(40);
    }

    @Test
    void spritesAreTurnedMirroredAndScaled() {
        Sprite sprite = Sprite.of("##.", "#..");
        assertThat(sprite.turned()).isEqualTo(Sprite.of("##", ".#", ".."));
        assertThat(sprite.turned().turned().turned().turned()).isEqualTo(sprite);
        assertThat(sprite.mirrored()).isEqualTo(Sprite.of(".##", "..#"));
        assertThat(sprite.scaled(2)).isEqualTo(Sprite.of("####..", "####..", "##....", "##...."));
        assertThat(sprite.pixels(8)).containsExactly(0, 1, 8);
    }

    /** How many cells can be reached from the first one. */
    private static int connected(Sprite sprite) {
        Set<List<Integer>> reached = new HashSet<>();
        Deque<List<Integer>> open = new ArrayDeque<>();
        open.add(List.of(0, sprite.rows().get(0).indexOf('#')));
        while (!open.isEmpty()) {
            List<Integer> cell = open.remove();
            int row = cell.get(0);
            int column = cell.get(1);
            boolean inside = row >= 0 && row < sprite.height() && column >= 0 && column < sprite.width();
            if (inside && sprite.isSet(row, column) && reached.add(cell)) {
                open.add(List.of(row + 1, column));
                open.add(List.of(row - 1, column));
                open.add(List.of(row, column + 1));
                open.add(List.of(row, column - 1));
            }
        }
        return reached.size();
    }
}
