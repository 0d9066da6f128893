package dev.regimen.study.run;

import dev.regimen.report.SvgFigure;
import dev.regimen.run.Json;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Figure;
import dev.regimen.study.Findings;
import dev.regimen.study.Setup;
import dev.regimen.study.Study;
import java.util.LinkedHashMap;
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
        Map<String, String> pictures = new LinkedHashMap<>();
        for (Figure figure : findings.figures()) {
            String svg = SvgFigure.render(figure.kind(), figure.data(), figure.width(), figure.height());
            pictures.put(figure.name(), svg);
            folder.keep("figures/" + figure.name() + ".svg", svg);
        }
        StudySummary summary = new StudySummary(study, setup, evidence, folder.took());
        folder.keep("findings.json", Json.indented(forPrograms()));
        folder.keep("seeds.csv", SeedsTable.write(evidence.cells()));
        folder.keep("report.md", new MarkdownPage(summary, findings).render());
        folder.keep("report.html", new HtmlPage(summary, findings, pictures).render());
    }

    /** In an order of its own, so that the same findings are the same file. */
    private Map<String, Object> forPrograms() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("study", study.name());
        all.put("scale", setup.scale());
        all.put("claims", findings.claims());
        all.put("tables", findings.tables());
        all.put("notes", findings.notes());
        all.put("cells", evidence.cells().stream().map(CellResult::cell).toList());
        return all;
    }
}
