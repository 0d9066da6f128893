package dev.regimen.study;

import java.util.ArrayList;
import java.util.List;

/**
 * What a study found.
 *
 * @param notes what has to be known beside: data that were missing, what was reduced
 */
public record Findings(List<Finding> claims, List<Figure> figures, List<Table> tables, List<String> notes) {
    public Findings {
        claims = List.copyOf(claims);
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /** The same with one more note, before the others. */
    public Findings noting(String first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(notes);
        return new Findings(claims, figures, tables, all);
    }
}
