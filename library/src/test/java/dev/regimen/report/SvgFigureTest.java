package dev.regimen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SvgFigureTest {
    private static final Map<String, Object> SPOT = spot(7, 12_000.0);
    private static final Map<String, Object> FAILED = spot(1, null);

    @Test
    void drawsAMapWithEveryCost() throws Exception {
        String svg = SvgFigure.render("map", map(SPOT), 600, 400);
        assertThat(parse(svg)).contains("end-to-end").contains("12").contains("modulus");
        assertThat(svg).contains("width=\"600\"").endsWith("</svg>\n");
    }

    @Test
    void saysHowManySeedsReachedItWhereFew() throws Exception {
        assertThat(parse(SvgFigure.render("map", map(FAILED), 600, 400))).contains("1 / 10");
    }

    @Test
    void saysWhereNothingWasLearned() throws Exception {
        Map<String, Object> spot = spot(0, null);
        assertThat(parse(SvgFigure.render("map", map(spot), 1200, 400))).contains("0 / 10");
        spot.put("atChance", true);
        assertThat(parse(SvgFigure.render("map", map(spot), 1200, 400)))
                .contains("chance")
                .doesNotContain("0 / 10");
    }

    @Test
    void drawsTheSameTwice() {
        assertThat(SvgFigure.render("map", map(SPOT), 600, 400))
                .isEqualTo(SvgFigure.render("map", map(SPOT), 600, 400));
    }

    @Test
    void namesDoNotBecomeMarkup() throws Exception {
        Map<String, Object> hostile = map(SPOT);
        hostile.put("panels", List.of(Map.of("name", "<b>&\"'</script>", "spots", List.of(SPOT))));
        assertThat(parse(SvgFigure.render("map", hostile, 600, 400))).contains("<b>&\"'</script>");
    }

    /** Names that have no room beside each other stand on several rows, and none is cut off. */
    @Test
    void drawsLinesWithAllTheirNames() throws Exception {
        List<Object> series = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            series.add(Map.of("name", "a long name, number " + i, "dashed", false, "points", List.of(point(i))));
        }
        Map<String, Object> lines = Map.of(
                "x", axis("category", List.of("1", "2")),
                "y", axis("value", List.of()),
                "panels", List.of(Map.of("title", "one", "series", series, "guides", List.of())));
        String svg = SvgFigure.render("lines", lines, 500, 600);
        assertThat(parse(svg)).contains("a long name, number 0", "a long name, number 11", "99.2 %", "a note");
        Matcher places = Pattern.compile("x=\"([0-9.]+)\"[^>]*>a long name").matcher(svg);
        assertThat(places.results().map(place -> Double.parseDouble(place.group(1))))
                .hasSize(12)
                .allSatisfy(x -> assertThat(x).isLessThan(350));
    }

    private static Map<String, Object> point(int index) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("label", "1");
        point.put("y", 0.992 + index / 10_000.0);
        point.put("low", 0.99);
        point.put("high", null);
        point.put("bound", "none");
        point.put("each", List.of(0.991));
        point.put("note", "a note");
        return point;
    }

    private static Map<String, Object> axis(String type, List<String> labels) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("type", type);
        axis.put("name", type);
        axis.put("percent", true);
        axis.put("min", null);
        axis.put("max", null);
        axis.put("labels", labels);
        return axis;
    }

    @Test
    void saysWhichScriptFailed() {
        assertThatThrownBy(() -> SvgFigure.render("map", Map.of(), 600, 400))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the script call failed");
    }

    /** The text of well-formed XML. */
    private static String parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement()
                .getTextContent();
    }

    private static Map<String, Object> map(Map<String, Object> spot) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("columns", List.of("2"));
        data.put("rows", Arrays.asList("plain", "10"));
        data.put("columnName", "digits");
        data.put("rowName", "modulus");
        data.put("budget", 64_000);
        data.put("panels", List.of(Map.of("name", "end-to-end", "spots", List.of(spot))));
        return data;
    }

    private static Map<String, Object> spot(int reached, Double examples) {
        Map<String, Object> spot = new LinkedHashMap<>();
        spot.put("column", "2");
        spot.put("row", "10");
        spot.put("reached", reached);
        spot.put("seeds", 10);
        spot.put("examples", examples);
        spot.put("atChance", false);
        return spot;
    }
}
