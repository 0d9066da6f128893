package dev.regimen.report;

import java.util.regex.Pattern;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;

/**
 * Draws figures as SVG files, with the charts of the report's page but without a browser: ECharts draws into a string
 * when a script engine runs it.
 */
public final class SvgFigure {
    /** What a browser has and ECharts asks for. */
    private static final String SURROUNDINGS =
            "var self = this, globalThis = this; function setTimeout() {} function clearTimeout() {}";

    private static final Pattern STYLES = Pattern.compile("<style ?>.*?</style>\\s*", Pattern.DOTALL);
    private static final Pattern CLASSES = Pattern.compile(" class=\"zr[0-9]+-cls-[0-9]+\"");

    /** Made at the first figure: ECharts takes a second to load. */
    private static ScriptableObject scope;

    private SvgFigure() {}

    /**
     * One figure.
     *
     * @param kind {@code figure/KIND.js} beside this class: a function of the data, the width and the height that gives
     *     ECharts' options
     * @param data as JSON can say it
     * @param width and {@code height}: in pixels
     */
    public static synchronized String render(String kind, Object data, int width, int height) {
        try (Context context = Context.enter()) {
            context.setInterpretedMode(true); // ECharts has functions that are too long for Java's classes
            context.setLanguageVersion(Context.VERSION_ES6);
            if (scope == null) {
                ScriptableObject fresh = context.initSafeStandardObjects();
                run(context, fresh, "surroundings", SURROUNDINGS);
                run(context, fresh, "echarts", Resources.text(HtmlReport.CHARTS));
                run(context, fresh, "style", Resources.text("figure/style.js"));
                scope = fresh;
            }
            run(context, scope, kind, Resources.text("figure/" + kind + ".js"));
            String call = "draw(" + PageJson.forScriptElement(data) + ", " + width + ", " + height + ")";
            return tidy(Context.toString(run(context, scope, "call", call)));
        }
    }

    private static Object run(Context context, ScriptableObject where, String name, String script) {
        try {
            return context.evaluateString(where, script, name, 1, null);
        } catch (RhinoException e) {
            throw new IllegalStateException(
                    "the script " + name + " failed: " + e.details() + ", line " + e.lineNumber(), e);
        }
    }

    /** Without the styles for a pointer that hovers, which pictures have not, and whose names count charts. */
    private static String tidy(String svg) {
        String plain = STYLES.matcher(svg).replaceAll("");
        return CLASSES.matcher(plain).replaceAll("").strip() + "\n";
    }
}
