package dev.regimen.study;

import dev.regimen.report.Numbers;
import dev.regimen.run.Provenance;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a study found, as a page of Markdown. */
final class MarkdownPage {
    private final Study study;
    private final Setup setup;
    private final Evidence evidence;
    private final Findings findings;
    private final StringBuilder page = new StringBuilder();

    MarkdownPage(Study study, Setup setup, Evidence evidence, Findings findings) {
        this.study = study;
        this.setup = setup;
        this.evidence = evidence;
        this.findings = findings;
    }

    String render() {
        line("# " + capital(study.title()));
        line(study.about());
        fence(command());
        line(extent());
        findings.notes().forEach(note -> line("> " + note));
        claims();
        findings.figures().forEach(this::figure);
        findings.tables().forEach(this::table);
        commands();
        line("Computed by " + provenance() + ".");
        return page.toString();
    }

    /** What makes it again. */
    private String command() {
        return "./regimen reproduce " + study.name() + (setup.quick() ? " --quick" : "")
                + (setup.seeds().isPresent() ? " --seeds " + setup.seeds().getAsInt() : "");
    }

    private String extent() {
        long trainings = evidence.cells().stream()
                .flatMap(cell -> cell.comparison().contenders().stream())
                .mapToLong(contender -> contender.seeds().size())
                .sum();
        return String.format(
                Locale.ROOT,
                "%s form: %d cells, %s trainings for the record, %.2f processor hours of training%s.",
                setup.quick() ? "Quick" : "Full",
                evidence.cells().size(),
                Numbers.count(trainings),
                hours(),
                setup.seeds().isPresent()
                        ? "; reduced to " + setup.seeds().getAsInt() + " seeds, which is not the study's own number"
                        : "");
    }

    /** Without the trials that chose learning rates, whose time is not kept. */
    private double hours() {
        return evidence.cells().stream()
                        .flatMap(cell -> cell.comparison().contenders().stream())
                        .flatMap(contender -> contender.seeds().stream())
                        .mapToDouble(seed -> seed.cpuSeconds())
                        .sum()
                / 3600;
    }

    private void claims() {
        if (findings.claims().isEmpty()) {
            return;
        }
        line("## What it says about the claims");
        for (Finding finding : findings.claims()) {
            line("### " + capital(finding.claim().name()) + ": "
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
        fence(evidence.cells().stream().map(cell -> cell.cell().command()).collect(Collectors.joining("\n")));
    }

    private String provenance() {
        return evidence.cells().stream()
                .map(cell -> words(cell.results().provenance()))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String words(Provenance provenance) {
        return "Regimen " + provenance.regimen() + ", " + provenance.engine() + ", Java " + provenance.java();
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

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
