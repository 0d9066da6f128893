package dev.regimen.study.run;

import dev.regimen.study.Figure;
import dev.regimen.study.Finding;
import dev.regimen.study.Findings;
import dev.regimen.study.Table;
import dev.regimen.study.Words;
import java.util.List;
import java.util.stream.Collectors;

/** What a study found, as a page of Markdown. */
final class MarkdownPage {
    private final StudySummary summary;
    private final Findings findings;
    private final StringBuilder page = new StringBuilder();

    MarkdownPage(StudySummary summary, Findings findings) {
        this.summary = summary;
        this.findings = findings;
    }

    String render() {
        line("# " + Words.capital(summary.study().title()));
        line(summary.study().about());
        fence(summary.command());
        line(summary.extent());
        findings.notes().forEach(note -> line("> " + note));
        claims();
        findings.figures().forEach(this::figure);
        findings.tables().forEach(this::table);
        commands();
        line(summary.provenance());
        return page.toString();
    }

    private void claims() {
        if (findings.claims().isEmpty()) {
            return;
        }
        line("## What it says about the claims");
        for (Finding finding : findings.claims()) {
            line("### " + Words.capital(finding.claim().name()) + ": "
                    + finding.verdict().words());
            line("*" + finding.claim().sentence() + "* (" + finding.claim().rule() + ".)");
            finding.evidence()
                    .forEach(sentence -> page.append("* ").append(sentence).append('\n'));
            finding.against()
                    .forEach(sentence ->
                            page.append("* Against: ").append(sentence).append('\n'));
            page.append('\n');
        }
    }

    private void figure(Figure figure) {
        line("## " + figure.title());
        line("![" + figure.title() + "](figures/" + figure.name() + ".svg)");
        line(figure.caption());
    }

    private void table(Table table) {
        line("## " + table.title());
        line(table.note());
        row(table.columns());
        row(table.columns().stream().map(column -> "---").toList());
        table.rows().forEach(this::row);
        page.append('\n');
    }

    private void commands() {
        line("## Single cells");
        line("Each cell is a comparison of its own, which these commands run apart from the study:");
        fence(summary.evidence().cells().stream()
                .map(cell -> cell.cell().command())
                .collect(Collectors.joining("\n")));
    }

    private void row(List<String> cells) {
        page.append("| ")
                .append(cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private void fence(String text) {
        page.append("```\n").append(text).append("\n```\n\n");
    }

    private void line(String text) {
        page.append(text).append("\n\n");
    }
}
