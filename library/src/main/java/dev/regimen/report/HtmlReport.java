package dev.regimen.report;

import dev.regimen.run.Results;
import dev.regimen.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;

/** Makes the report of a comparison: one file of HTML with all data, pictures and scripts in it. */
public final class HtmlReport {
    static final String CHARTS = "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js";

    /** In the order in which they rely on each other. */
    private static final List<String> SCRIPTS = List.of(
            "elements",
            "numbers",
            "data",
            "theme",
            "charts",
            "curves",
            "table",
            "dots",
            "worth",
            "reliability",
            "graph",
            "timeline",
            "pairs",
            "samples",
            "opening",
            "page");

    private HtmlReport() {}

    /**
     * Puts the page into the run's folder.
     *
     * @param results of that run
     * @throws dev.regimen.run.StorageException if it cannot be written; what was there before is then still there
     */
    public static void write(RunFolder folder, Results results) {
        try {
            folder.keepReport(render(results, Files.readString(folder.experiment())));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.experiment() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The page.
     *
     * @param experiment the resolved experiment in YAML, which repeats the comparison
     */
    public static String render(Results results, String experiment) {
        PageData data = PageData.of(results, experiment);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", StringEscapeUtils.escapeHtml4(results.comparison().experiment()));
        parts.put("style", Resources.text("report.css"));
        parts.put("data", PageJson.forScriptElement(data));
        parts.put("charts", Resources.text(CHARTS));
        parts.put(
                "script",
                SCRIPTS.stream()
                        .map(name -> Resources.text("script/" + name + ".js"))
                        .collect(Collectors.joining("\n")));
        return Resources.fill(Resources.text("report.html"), parts);
    }
}
