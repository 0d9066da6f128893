package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    record Thing(String someName, double value, Double maybe, Optional<Long> also, StopReason stop, List<Float> rest) {}

    private static final Thing THING = new Thing("x", 0.1, null, Optional.empty(), StopReason.BUDGET_SPENT, List.of());
    private static final String TEXT = """
            {"someName":"x","value":0.1,"maybe":null,"also":null,"stop":"budget-spent","rest":[]}""";

    @Test
    void writesNamesAsTheyAreAndConstantsInSmallLetters() {
        assertThat(Json.line(THING)).isEqualTo(TEXT);
        assertThat(read(TEXT)).isEqualTo(THING);
        assertThat(Json.line(Budget.examples(5))).isEqualTo("{\"unit\":\"examples\",\"amount\":5.0}");
    }

    @Test
    void readsBackEveryNumberToTheBit() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            float single = Float.intBitsToFloat(random.nextInt());
            Thing read = read(Json.line(new Thing(
                    "", value, -value, Optional.of(random.nextLong()), StopReason.DIVERGED, List.of(single))));
            assertThat(Double.doubleToLongBits(read.value())).isEqualTo(Double.doubleToLongBits(value));
            assertThat(Double.doubleToLongBits(read.maybe())).isEqualTo(Double.doubleToLongBits(-value));
            assertThat(Float.floatToIntBits(read.rest().get(0))).isEqualTo(Float.floatToIntBits(single));
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "-0.0"})
    void keepsNumbersThatAreNotFinite(double value) {
        Thing thing = new Thing("", value, value, Optional.of(1L), StopReason.DIVERGED, List.of((float) value));
        assertThat(read(Json.line(thing))).isEqualTo(thing);
    }

    @Test
    void keepsTheOrderOfMaps() {
        assertThat(Json.line(new java.util.LinkedHashMap<>(Map.of("b", 1)))).isEqualTo("{\"b\":1}");
        Map<String, Integer> map = new java.util.LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);
        assertThat(Json.line(map)).isEqualTo("{\"b\":1,\"a\":2}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "value":0.1        | "value":"0.1"      | at value
            "value":0.1        | "value":null       | at value
            "value":0.1        | "value":0,"valeu":0 | unknown key 'valeu'; did you mean 'value'?
            "value":0.1        | "value":1,"value":2 | Duplicate field 'value'
            "value":0.1,       | ` `                | 'value' is missing
            "budget-spent"     | "BUDGET_SPENT"     | at stop
            "budget-spent"     | 0                  | at stop
            "rest":[]          | "rest":[[]]        | at rest.0
            "rest":[]}         | "rest":[]}}        | Unexpected close marker
            "rest":[]}         | "rest":[]          | Unexpected end-of-input
            """)
    void saysWhereWhatIsWrong(String sound, String broken, String problem) {
        assertThat(TEXT).contains(sound);
        assertThatThrownBy(() -> read(TEXT.replace(sound, broken)))
                .isInstanceOf(RunFolderException.class)
                .hasMessageStartingWith("this is damaged, line 1, column ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("Source:")
                .hasMessageEndingWith(". Mend it");
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> read("null"))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining("null");
        assertThatThrownBy(() -> read("")).isInstanceOf(RunFolderException.class);
    }

    private static Thing read(String text) {
        return Json.read("this", text, Thing.class, "Mend it");
    }
}
