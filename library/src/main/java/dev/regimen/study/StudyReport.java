package dev.regimen.study;

import dev.regimen.report.SvgFigure;
import dev.regimen.run.Json;
import java.util.List;
import java.util.Map;

/** Writes what a study found: for people, for programs, and every seed. */
final class StudyReport {
    private final Study study;
    private final Setup setup;
    private final Evidence evidence;
    private final Findings findings;

    StudyReport(Study study, Setup setup, Evidence evidence, Findings findings) {
        this.study = study;
        this.setup = setup;
        this.evidence = evidence;
        this.findings = findings;
    }

    void write(StudyFolder folder) {
        for (Figure figure : findings.figures()) {
            String svg = SvgFigure.render(figure.kind(), figure.data(), figure.width(), figure.height());
            folder.keep("figures/" + figure.name() + ".svg", svg);
        }
        folder.keep("findings.json", Json.indented(forPrograms()));
        folder.keep("seeds.csv", SeedsTable.write(evidence.cells()));
        folder.keep("report.md", new MarkdownPage(study, setup, evidence, findings).render());
    }

    private Map<String, Object> forPrograms() {
        return Map.of(
                "study", study.name(),
                "scale", setup.scale(),
                "claims", findings.claims(),
                "tables", findings.tables(),
                "notes", findings.notes(),
                "cells", evidence.cells().stream().map(CellResult::cell).toList());
    }

    /** Every number that was measured is of one of these. */
    static List<String> files() {
        return List.of("report.md", "findings.json", "seeds.csv", "figures");
    }
}
