package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Net;
import dev.regimen.torch.TensorData;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class GlueTest {
    private static final Field CLASSES = Field.classes(Shape.of(), 3);

    @Test
    void inputsAreJoinedAndAveragedInOrder() {
        Tensor left = TensorData.floats(new float[] {1, 2, 3, 4}, 2, 2);
        Tensor right = TensorData.floats(new float[] {5, 6, 7, 8}, 2, 2);
        assertThat(values(new Concatenate(), List.of(real(2), real(2)), left, right))
                .containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
        assertThat(values(new Average(), List.of(real(2), real(2)), left, right))
                .containsExactly(3, 4, 5, 6);
        assertThat(values(new Softmax(), List.of(real(2)), TensorData.floats(new float[] {0, 0, 1, 1}, 2, 2)))
                .containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
        float third = (float) Math.log(2); // e^x = 2, so 2 / 3 and 1 / 3
        assertThat(values(new Sigmoid(), List.of(real()), TensorData.floats(new float[] {0, third, -third}, 3)))
                .containsExactly(new float[] {0.5f, 2 / 3f, 1 / 3f}, within(1e-6f));
    }

    @Test
    void columnsAreReadFromTheLeftAndEachFromTheTopChannelByChannel() {
        Tensor image = TensorData.floats(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 1, 2, 2, 3);
        assertThat(values(new Columns(), List.of(real(2, 2, 3)), image))
                .containsExactly(1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12);
        refused(new Columns(), real(2, 3)).hasMessage("columns needs [channels, height, width], but got [2, 3]");
    }

    @Test
    void classesBecomeVectors() {
        Tensor classes = TensorData.longs(new long[] {2, 0, 2}, 3);
        assertThat(values(new OneHot(), List.of(CLASSES), classes)).containsExactly(0, 0, 1, 1, 0, 0, 0, 0, 1);
        try (Built built = Built.of(new Embedding(2), List.of(CLASSES), 1);
                PointerScope scope = new PointerScope()) {
            float[] vectors = built.values().get("vectors");
            assertThat(vectors).hasSize(6);
            assertThat(TensorData.toFloats(built.evaluate(List.of(classes))))
                    .containsExactly(vectors[4], vectors[5], vectors[0], vectors[1], vectors[4], vectors[5]);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithBothShapes() {
        refused(new Concatenate(), real(2, 3), real(3, 3))
                .hasMessage(
                        "concatenate needs shapes that differ only in the last axis, but got real [2, 3] and real [3,"
                                + " 3]");
        refused(new Average(), real(2), real(3))
                .hasMessage("average needs equal shapes, but got real [2] and real [3]");
        refused(new Reshape(List.of(2, 2)), real(5))
                .hasMessage("reshape to [2, 2] needs 4 numbers, but got [5], which has 5");
        refused(new Softmax(), real()).hasMessage("softmax works along the last axis, but got single numbers []");
        refused(new Sigmoid(), CLASSES).hasMessageStartingWith("sigmoid reads real numbers, but got one of 3 classes");
        refused(new Embedding(2), real(2)).hasMessage("embedding reads classes, but got real [2]");
        refused(Mlp.of(2), CLASSES)
                .hasMessage("mlp reads real numbers, but got one of 3 classes; the nets 'embedding' and 'one-hot' turn"
                        + " classes into vectors");
        refused(Mlp.of(2), real(2), real(3))
                .hasMessage(
                        "mlp reads one value, but got 2: real [2] and real [3]; the nets 'concatenate' and 'average'"
                                + " join several");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Mlp(List.of(3, 0), 2, null, null))
                .hasMessage("hidden of mlp is [3, 0], but must be a list of whole numbers from 1");
        assertThatThrownBy(() -> new Mlp(null, null, null, null))
                .hasMessage("mlp needs 'outputs', a whole number from 1");
        assertThatThrownBy(() -> new Mlp(null, 2, null, 1.0))
                .hasMessage("dropout of mlp is 1.0, but must be a number from 0 to below 1");
        assertThatThrownBy(() -> new Linear(-1))
                .hasMessage("outputs of linear is -1, but must be a whole number from 1");
        assertThat(new Mlp(null, 2, null, null))
                .isEqualTo(new Mlp(List.of(), 2, Activation.RELU, 0.0, Initialisation.UNIFORM, false));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Net net, Field... inputs) {
        return assertThatThrownBy(() -> Built.of(net, List.of(inputs), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] values(Net net, List<Field> fields, Tensor... inputs) {
        try (Built built = Built.of(net, fields, 1);
                PointerScope scope = new PointerScope()) {
            return TensorData.toFloats(built.evaluate(List.of(inputs)));
        }
    }

    private static Field real(long... shape) {
        return Field.real(Shape.of(shape));
    }
}
