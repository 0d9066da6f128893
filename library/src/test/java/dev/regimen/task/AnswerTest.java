package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final float NONE = -1;

    @Test
    void whatIsReadIsOneStringForEachExample() {
        SampleValues strings = new SampleValues(
                List.of(4L, 3L), List.of(1f, 0f, NONE, NONE, NONE, NONE, 2f, 2f, 2f, Float.NaN, Float.NaN, Float.NaN));
        assertThat(Answer.ofStrings(strings, List.of("a", "b", "c")))
                .containsExactly(List.of(said("ba")), List.of(said("")), List.of(said("ccc")), List.of(said(null)));
        assertThat(Answer.ofStrings(strings, List.of("shirt", "coat", "bag")).get(0))
                .containsExactly(said("coat shirt"));
    }

    @Test
    void whereAllClassesAreAlikeThereIsNoAnswerButOfPixelsThatAreThereIs() {
        List<String> classes = List.of("a", "b");
        SampleValues alike = new SampleValues(List.of(1L, 2L), List.of(0.5f, 0.5f));
        assertThat(Answer.of(alike, classes).get(0).get(0).abstains()).isTrue();
        Answer half = Answer.ofParts(alike, classes).get(0).get(0);
        assertThat(half.abstains()).isFalse();
        assertThat(half.said()).isIn("a", "b");
        SampleValues none = new SampleValues(List.of(1L, 2L), List.of(0f, 0f));
        assertThat(Answer.ofParts(none, classes).get(0).get(0).abstains()).isTrue();
        SampleValues unknown = new SampleValues(List.of(1L, 2L), List.of(Float.NaN, 0f));
        assertThat(Answer.of(unknown, classes).get(0).get(0).abstains()).isFalse();
    }

    private static Answer said(String string) {
        return new Answer(string, null, Map.of(), null);
    }
}
