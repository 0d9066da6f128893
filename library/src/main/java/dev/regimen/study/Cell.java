package dev.regimen.study;

import dev.regimen.config.ExperimentFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One comparison of a study: an experiment's file with some settings changed.
 *
 * @param name unique in its study; a folder's name
 * @param place where it stands: what was varied over the study's cells, in order, as {@code digits} is {@code 3}
 * @param experiment the file's name among the library's experiments
 * @param overrides as after {@code --set}; where a key stands twice, the last is kept
 */
public record Cell(String name, Purpose purpose, Map<String, String> place, String experiment, List<String> overrides) {
    public Cell {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+-]*")) {
            throw new IllegalArgumentException("the cell '" + name + "' cannot have a folder");
        }
        place = Collections.unmodifiableMap(new LinkedHashMap<>(place));
        overrides = lastOfEachKey(overrides);
    }

    /** A cell that is made from another one sets some keys again; what it does not mean is left out of its command. */
    private static List<String> lastOfEachKey(List<String> overrides) {
        Map<String, String> last = new LinkedHashMap<>();
        for (String override : overrides) {
            String key = override.substring(0, override.indexOf('='));
            last.remove(key);
            last.put(key, override);
        }
        return List.copyOf(last.values());
    }

    /** What repeats it apart from its study, from the root of the sources. */
    public String command() {
        return "./regimen compare experiments/" + experiment
                + overrides.stream()
                        .map(override -> " --set " + (override.matches("[\\w.=+-]+") ? override : "'" + override + "'"))
                        .collect(Collectors.joining());
    }

    /** The value that a key is set to, if it is. */
    public Optional<String> setting(String key) {
        return overrides.stream()
                .filter(override -> override.startsWith(key + "="))
                .map(override -> override.substring(key.length() + 1))
                .findFirst();
    }

    /** The experiment with these changes. */
    public ExperimentFile file() {
        return LibraryExperiment.read(experiment, overrides);
    }

    /** As {@code digits 3, modulus 10}. */
    public String where() {
        return Words.where(place);
    }
}
