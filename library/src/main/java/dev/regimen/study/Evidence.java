package dev.regimen.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells of a study that are done, in the order in which the study named them. */
public record Evidence(List<CellResult> cells) {
    public static final Evidence NONE = new Evidence(List.of());

    public Evidence {
        cells = List.copyOf(cells);
    }

    public Evidence plus(List<CellResult> more) {
        List<CellResult> all = new ArrayList<>(cells);
        all.addAll(more);
        return new Evidence(all);
    }

    public List<CellResult> of(Purpose purpose) {
        return cells.stream()
                .filter(result -> result.cell().purpose() == purpose)
                .toList();
    }

    /** The cell of a name, if it is done. */
    public Optional<CellResult> cell(String name) {
        return cells.stream()
                .filter(result -> result.cell().name().equals(name))
                .findFirst();
    }
}
