package dev.regimen.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a study is done.
 *
 * @param cells in the order in which the study named them
 * @param signals measured after all cells, likewise
 */
public record Evidence(List<CellResult> cells, List<SignalResult> signals) {
    public static final Evidence NONE = new Evidence(List.of());

    public Evidence {
        cells = List.copyOf(cells);
        signals = List.copyOf(signals);
    }

    /** Before signals are measured. */
    public Evidence(List<CellResult> cells) {
        this(cells, List.of());
    }

    public Evidence plus(List<CellResult> more) {
        List<CellResult> all = new ArrayList<>(cells);
        all.addAll(more);
        return new Evidence(all, signals);
    }

    public Evidence with(List<SignalResult> measured) {
        return new Evidence(cells, measured);
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
