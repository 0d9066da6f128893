package dev.regimen.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;

/** The page of a study: its frame and looks, as those of a comparison's report. */
public final class StudyTemplate {
    private StudyTemplate() {}

    /**
     * Fills the page.
     *
     * @param parts HTML by the names of the template's slots: title, about, command, extent, notes, body, provenance
     */
    public static String fill(Map<String, String> parts) {
        Map<String, String> all = new LinkedHashMap<>(parts);
        all.put("style", Resources.text("report.css"));
        all.put("studystyle", Resources.text("study.css"));
        return Resources.fill(Resources.text("study.html"), all);
    }

    /** Text as HTML. */
    public static String escaped(String text) {
        return StringEscapeUtils.escapeHtml4(text);
    }
}
