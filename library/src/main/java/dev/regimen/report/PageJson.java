package dev.regimen.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.SeedResult;
import dev.regimen.ensemble.Worth;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * A page's data as JSON: numbers with as many digits as can be seen, those that are not finite as null, learning curves
 * by columns.
 */
final class PageJson {
    private static final MathContext VISIBLE = new MathContext(6);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new VisibleDigits())
                    .addSerializer(double.class, new VisibleDigits()))
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .addMixIn(ComparisonResult.class, WithoutSamples.class)
            .addMixIn(SeedResult.class, WithoutSamples.class)
            .addMixIn(Worth.class, WithoutDissent.class)
            .addMixIn(PhaseReport.class, CurveByColumns.class)
            .build();

    private PageJson() {}

    /**
     * JSON that can stand in a script element: whatever names it holds, they end neither the element nor begin a
     * comment in it.
     */
    static String forScriptElement(Object data) {
        try {
            return MAPPER.writeValueAsString(data)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** They are shown as pictures and words, see {@link Samples}. */
    @JsonIgnoreProperties("samples")
    private interface WithoutSamples {}

    @JsonIgnoreProperties("dissent")
    private interface WithoutDissent {}

    /** How Jackson is to write a phase. */
    interface CurveByColumns {
        @JsonSerialize(converter = ToColumns.class)
        List<Point> curve();
    }

    private static final class ToColumns extends StdConverter<List<Point>, CurveColumns> {
        @Override
        public CurveColumns convert(List<Point> curve) {
            return CurveColumns.of(curve);
        }
    }

    private static final class VisibleDigits extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider serializers) throws IOException {
            if (!Double.isFinite(value)) {
                json.writeNull();
            } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                json.writeNumber(value.longValue());
            } else {
                json.writeNumber(BigDecimal.valueOf(value).round(VISIBLE).doubleValue());
            }
        }
    }
}
