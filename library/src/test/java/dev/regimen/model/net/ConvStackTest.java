package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvStackTest {
    @Test
    void theReferenceNetworkHasItsKnownShapesParametersAndOperations() {
        ConvStack net = new ConvStack(
                List.of(16, 32), null, Padding.NONE, null, null, null, List.of(128), Optional.of(10), null, null);
        try (Model model = model(net, 1, 28, 28)) {
            assertThat(model.fields().get("m").shape()).isEqualTo(Shape.of(10));
            assertThat(model.parameterCount("m"))
                    .isEqualTo(16 * 9 + 16 + 32 * 16 * 9 + 32 + 800 * 128 + 128 + 1280 + 10);
            assertThat(model.flops("m")).isEqualTo(2.0 * (16 * 9 * 26 * 26 + 32 * 16 * 9 * 11 * 11 + 800 * 128 + 1280));
        }
    }

    @Test
    void withoutOutputsItGivesImages() {
        ConvStack net = new ConvStack(
                List.of(4, 6), null, null, null, true, true, null, Optional.empty(), Activation.GELU, null);
        try (Model model = model(net, 3, 9, 8)) {
            assertThat(model.fields().get("m").shape()).isEqualTo(Shape.of(6, 2, 2));
        }
    }

    @Test
    void anImageThatVanishesIsNamedWithItsLayerAndSize() {
        assertThatThrownBy(() -> model(ConvStack.of(10, 4, 4, 4, 4), 1, 8, 8))
                .hasMessage("module 'm' cannot read x (real [1, 8, 8]): the image vanishes in layer 4 of conv-stack: "
                        + "there it is 1 x 1, too small to be pooled by 2; give fewer channels or 'pool: 1'");
        ConvStack unpadded =
                new ConvStack(List.of(4), 5, Padding.NONE, null, null, null, null, Optional.of(2), null, null);
        assertThatThrownBy(() -> model(unpadded, 1, 3, 9))
                .hasMessageEndingWith(
                        "layer 1 of conv-stack: there it is 3 x 9, too small for a kernel of 5 x 5 without padding");
    }

    @Test
    void otherShapesAreRefused() {
        assertThatThrownBy(() -> model(ConvStack.of(10, 4), 64))
                .hasMessageEndingWith("conv-stack needs [channels, height, width], but got [64]");
    }

    private static Model model(Net net, long... shape) {
        return ModelSpec.of(ModuleSpec.of("m", "x", net)).create(Map.of("x", Field.real(Shape.of(shape))), 1);
    }
}
