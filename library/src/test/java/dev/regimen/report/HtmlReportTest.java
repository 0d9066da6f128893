package dev.regimen.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regimen.comparison.ComparisonResult;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HtmlReportTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
    private static final int CHARTS = 1_200_000;
    private static final String YAML = "name: digit-sum\nseeds: 5 # <b>&amp;\n";

    private static final Map<Extremes, String> PAGES = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void dataIsReadBackAsItWas(Extremes extreme) throws IOException {
        JsonNode data = data(page(extreme));
        ComparisonResult expected = extreme.results().comparison();
        JsonNode comparison = data.get("comparison");
        assertThat(comparison.get("contenders").findValuesAsText("regimen"))
                .containsExactlyElementsOf(expected.contenders().stream()
                        .map(contender -> contender.regimen())
                        .toList());
        assertThat(comparison.get("contenders").get(0).get("name").asText())
                .isEqualTo(expected.contenders().get(0).name());
        assertThat(comparison.get("seeds")).hasSize(expected.seeds().size());
        assertThat(data.get("experiment").asText()).isEqualTo(YAML);
        assertThat(data.get("provenance").get("command").asText()).isEqualTo("regimen compare");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsFetched(Extremes extreme) {
        String page = page(extreme);
        assertThat(page).contains("default-src 'none'");
        assertThat(page)
                .doesNotContainPattern("(?i)<(script|link|img|iframe)[^>]*(src|href)\\s*=\\s*[\"']?\\s*(https?:)?//");
        assertThat(page.substring(page.indexOf("<style>"), page.indexOf("</style>")))
                .doesNotContain("@import", "url(");
        assertThat(page).doesNotContain("{{style}}", "{{data}}", "{{charts}}");
    }

    @Test
    void aSmallComparisonIsLittleMoreThanTheCharts() {
        assertThat(page(Extremes.ONE_CONTENDER_ONE_SEED)).hasSizeLessThan(CHARTS + 100_000);
    }

    @Test
    void aLargeComparisonStaysReadable() {
        assertThat(page(Extremes.MANY)).hasSizeLessThan(3 * CHARTS);
    }

    @Test
    void namesEndNoElement() {
        String harmless = page(Extremes.TYPICAL);
        String hostile = page(Extremes.HOSTILE_NAMES);
        assertThat(count(hostile, "</script")).isEqualTo(count(harmless, "</script"));
        Matcher data = DATA.matcher(hostile);
        assertThat(data.find()).isTrue();
        assertThat(data.group(1)).doesNotContain("<", ">", "&", "\u2028");
    }

    @Test
    void numbersThatAreNoneAreNull() throws IOException {
        JsonNode seed = data(page(Extremes.NONE_IS_A_NUMBER)).at("/comparison/contenders/0/seeds/0");
        assertThat(seed.at("/metrics/test/accuracy").isNull()).isTrue();
        assertThat(seed.at("/phases/0/curve/values/5").isNull()).isTrue();
    }

    private static String page(Extremes extreme) {
        return PAGES.computeIfAbsent(extreme, key -> HtmlReport.render(key.results(), YAML));
    }

    private static JsonNode data(String page) throws IOException {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
