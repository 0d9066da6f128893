package dev.regimen.study.run;

import static dev.regimen.report.StudyTemplate.escaped;

import dev.regimen.report.StudyTemplate;
import dev.regimen.study.Figure;
import dev.regimen.study.Finding;
import dev.regimen.study.Findings;
import dev.regimen.study.Table;
import dev.regimen.study.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a study found, as one page of HTML that needs no network. */
final class HtmlPage {
    private final StudySummary summary;
    private final Findings findings;
    private final Map<String, String> pictures;

    /** @param pictures the figures as SVG, by name */
    HtmlPage(StudySummary summary, Findings findings, Map<String, String> pictures) {
        this.summary = summary;
        this.findings = findings;
        this.pictures = pictures;
    }

    String render() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", escaped(Words.capital(summary.study().title())));
        parts.put("about", escaped(summary.study().about()));
        parts.put("command", escaped(summary.command()));
        parts.put("extent", escaped(summary.extent()));
        parts.put(
                "notes",
                findings.notes().stream()
                        .map(note -> "<p class=\"note\">" + escaped(note) + "</p>")
                        .collect(Collectors.joining("\n")));
        parts.put(
                "body",
                claims() + all(findings.figures(), this::figure) + all(findings.tables(), HtmlPage::table) + cells());
        parts.put("provenance", escaped(summary.provenance()));
        return StudyTemplate.fill(parts);
    }

    private String claims() {
        return findings.claims().isEmpty()
                ? ""
                : "<section><h2>What it says about the claims</h2><div class=\"claims\">"
                        + all(findings.claims(), HtmlPage::claim) + "</div></section>";
    }

    private static String claim(Finding finding) {
        String word = finding.verdict().words();
        return "<article class=\"claim\"><h3><span>"
                + escaped(Words.capital(finding.claim().name()))
                + "</span><span class=\"verdict-word " + word.replace(' ', '-') + "\">" + word + "</span></h3>"
                + "<p class=\"sentence\">" + escaped(finding.claim().sentence()) + "</p>"
                + list(finding.evidence())
                + (finding.against().isEmpty() ? "" : "<p><b>Against it</b></p>" + list(finding.against()))
                + "<details><summary>How this is decided</summary><p>"
                + escaped(Words.capital(finding.claim().rule()))
                + ".</p></details></article>";
    }

    private String figure(Figure figure) {
        return "<section><h2>" + escaped(figure.title()) + "</h2><figure role=\"img\" aria-label=\""
                + escaped(figure.title()) + "\">" + pictures.get(figure.name()) + "<figcaption>"
                + escaped(figure.caption()) + "</figcaption></figure></section>";
    }

    private static String table(Table table) {
        return "<section><h2>" + escaped(table.title()) + "</h2><p class=\"lead\">" + escaped(table.note())
                + "</p><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>"
                + all(table.columns(), column -> "<th scope=\"col\">" + escaped(column) + "</th>")
                + "</tr></thead><tbody>" + all(table.rows(), HtmlPage::row) + "</tbody></table></div></section>";
    }

    private static String row(List<String> cells) {
        return "<tr>"
                + all(
                        cells,
                        cell -> "<td" + (cell.matches("[>–-]?\\s?[0-9].*|–") ? " class=\"number\"" : "") + ">"
                                + escaped(cell) + "</td>")
                + "</tr>";
    }

    private String cells() {
        return "<section><h2>Single cells</h2><p class=\"lead\">Each is a comparison of its own, which these commands run"
                + " apart from the study.</p><details><summary>Commands</summary><pre class=\"command\">"
                + escaped(summary.evidence().cells().stream()
                        .map(cell -> cell.cell().command())
                        .collect(Collectors.joining("\n")))
                + "</pre></details></section>";
    }

    private static String list(List<String> sentences) {
        return "<ul>" + all(sentences, sentence -> "<li>" + escaped(sentence) + "</li>") + "</ul>";
    }

    private static <T> String all(List<T> things, java.util.function.Function<T, String> html) {
        return things.stream().map(html).collect(Collectors.joining("\n"));
    }
}
