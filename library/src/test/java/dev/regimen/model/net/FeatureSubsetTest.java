package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeatureSubsetTest {
    private static final Map<String, Field> FIELDS = Map.of("points", Field.real(Shape.of(3, 8)));

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void keepsAsManyNumbersAsAskedForTheSameOfAllExamples() {
        float[] kept = kept(1, new FeatureSubset(0.25));
        assertThat(kept).hasSize(48).containsOnly(0f, 1f);
        assertThat(sum(kept, 0, 24)).isEqualTo(6);
        for (int i = 0; i < 24; i++) {
            assertThat(kept[24 + i]).isEqualTo(kept[i]);
        }
        assertThat(kept(1, new FeatureSubset(0.25))).isEqualTo(kept);
        assertThat(kept(2, new FeatureSubset(0.25))).isNotEqualTo(kept);
        assertThat(sum(kept(1, new FeatureSubset(0.001)), 0, 24))
                .as("never none")
                .isEqualTo(1);
    }

    @Test
    void standsBeforeAFieldInAllThatReadIt() {
        ModelSpec spec = ModelSpec.of(
                new ModuleSpec("reader", List.of("points"), Optional.of("items"), new Flatten()),
                new ModuleSpec("judge", List.of("reader", "points", "other"), Optional.empty(), new Concatenate()));
        ModelSpec behind = spec.behind(List.of("points"), "-features", new FeatureSubset(null));
        assertThat(behind.names()).containsExactly("points-features", "reader", "judge");
        assertThat(behind.module("points-features").each()).contains("items");
        assertThat(behind.module("reader").reads()).containsExactly("points-features");
        assertThat(behind.module("judge").reads()).containsExactly("reader", "points-features", "other");
    }

    @Test
    void badFractionsAreRefused() {
        assertThatThrownBy(() -> new FeatureSubset(1.01))
                .hasMessage("fraction of feature-subset is above 0 and at most 1, not 1.01");
    }

    private static float sum(float[] values, int from, int to) {
        float sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static float[] kept(long seed, FeatureSubset net) {
        ModelSpec spec = ModelSpec.of(ModuleSpec.of("subset", "points", net));
        try (PointerScope scope = new PointerScope();
                Model model = spec.create(FIELDS, seed)) {
            Batch batch = new Batch(2, Map.of("points", torch.ones(2, 3, 8)));
            return TensorData.toFloats(model.evaluate(batch, List.of("subset")).of("subset"));
        }
    }
}
