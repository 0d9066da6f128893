package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.model.Weights;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** A net of one's own, as {@code docs/nets-and-objectives.md} shows it, is a module like any other. */
class OwnNetTest {
    /** A gate that lets part of its input through (Dauphin et al. 2017): two linear layers, one through a sigmoid. */
    record Gated(int outputs) implements Net {
        @Override
        public Layer build(List<Field> inputs, Weights weights) {
            Shape shape = inputs.get(0).shape();
            if (shape.rank() != 1) {
                throw new IllegalArgumentException("gated needs [features], but got " + shape);
            }
            Dense value = Dense.declare(weights, "value", shape.elements(), outputs);
            Dense gate = Dense.declare(weights, "gate", shape.elements(), outputs);
            weights.countFlops(value.flops() + gate.flops());
            return (values, pass) -> {
                Tensor input = values.get(0); // [batch, features]
                return value.apply(input).mul(gate.apply(input).sigmoid()); // [batch, outputs]
            };
        }
    }

    private static final Map<String, Field> FIELDS =
            Map.of("x", Field.real(Shape.of(3)), "image", Field.real(Shape.of(8, 8)));

    @Test
    void itIsAModuleAmongOthers() {
        ModelSpec spec =
                ModelSpec.of(ModuleSpec.of("gate", "x", new Gated(5)), ModuleSpec.of("end", "gate", new Linear(2)));
        try (Model model = spec.create(FIELDS, 1)) {
            assertThat(model.fields().get("end").shape()).isEqualTo(Shape.of(2));
            assertThat(model.parameterCount("gate")).isEqualTo(2 * (3 * 5 + 5));
            assertThat(model.flops("gate")).isEqualTo(2 * 2.0 * 3 * 5);
        }
    }

    @Test
    void itsOwnChecksAreToldWithTheModule() {
        ModelSpec spec = ModelSpec.of(ModuleSpec.of("gate", "image", new Gated(5)));
        assertThatThrownBy(() -> spec.create(FIELDS, 1))
                .hasMessage("module 'gate' cannot read image (real [8, 8]): gated needs [features], but got [8, 8]");
    }
}
