package dev.regimen.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ten types of the pentomino task: the pentominoes F, L, N, P and Y, and their mirror images under names of their
 * own. None is another one turned, and all fit into 4 x 4 cells. Which ten they are is said by the authors' public
 * generator of scenes.
 */
final class Pentominoes {
    /** By name. */
    static final Map<String, Sprite> TYPES = types();

    private Pentominoes() {}

    /** The names, in the order of their classes. */
    static List<String> names() {
        return List.copyOf(TYPES.keySet());
    }

    private static Map<String, Sprite> types() {
        Map<String, Sprite> types = new LinkedHashMap<>();
        addBoth(types, "F", "F2", Sprite.of(".##", "##.", ".#."));
        addBoth(types, "L", "J", Sprite.of("#.", "#.", "#.", "##"));
        addBoth(types, "N", "N2", Sprite.of(".#", ".#", "##", "#."));
        addBoth(types, "P", "Q", Sprite.of("##", "##", "#."));
        addBoth(types, "Y", "Y2", Sprite.of(".#", "##", ".#", ".#"));
        return Collections.unmodifiableMap(types);
    }

    private static void addBoth(Map<String, Sprite> types, String name, String mirrorName, Sprite sprite) {
        types.put(name, sprite);
        types.put(mirrorName, sprite.mirrored());
    }
}
