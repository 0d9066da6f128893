package dev.regimen.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.model.Model;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import dev.regimen.training.TinySystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalMeterTest {
    private static final int REPETITIONS = 100;

    @Test
    void findsTheMomentsOfALinearModelsGradient() {
        Plane plane = new Plane(0.5, -1);
        try (Model model = plane.model()) {
            GradientSignal found =
                    new SignalMeter(1_000, 20, 3).measure(model, plane.task()).get(0);
            assertThat(found.module()).isEqualTo("line");
            assertThat(found.objective()).isEqualTo("line on y");
            assertThat(found.examples()).isEqualTo(20_000);
            assertThat(found.signal().value()).isEqualTo(plane.signal(), within(0.2));
            assertThat(found.noise().value()).isEqualTo(plane.noise(), within(0.8));
            assertThat(found.ratio().value())
                    .isEqualTo(found.signal().value() / found.noise().value());
            assertThat(found.resolved()).isTrue();
            assertThat(found.toString())
                    .matches("line: signal-to-noise 0\\.3\\d \\[0\\.\\d+, 0\\.\\d+] "
                            + "\\(line on y, 20,000 examples\\)");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, 0", "1, 0.5"})
    void isUnbiasedAndCoversTheTruth(double w, double b) {
        Plane plane = new Plane(w, b);
        List<GradientSignal> found = repeated(plane);
        assertUnbiased(found, signal -> signal.signal().value(), plane.signal());
        assertUnbiased(found, signal -> signal.noise().value(), plane.noise());
        // 95 expected of 100, some less for a signal near zero, whose estimate is skewed.
        // be.
        assertThat(found)
                .filteredOn(signal -> covers(signal.signal(), plane.signal()))
                .hasSizeGreaterThan(82);
        assertThat(found)
                .filteredOn(signal -> covers(signal.ratio(), plane.signal() / plane.noise()))
                .hasSizeGreaterThan(82);
        assertThat(found)
                .filteredOn(signal -> covers(signal.noise(), plane.noise()))
                .hasSizeBetween(85, 99);
    }

    @Test
    void doesNotClipWhatItCannotTellFromZero() {
        List<GradientSignal> found = repeated(new Plane(0, 0));
        assertThat(found).filteredOn(signal -> signal.signal().value() < 0).hasSizeGreaterThan(REPETITIONS / 4);
        assertThat(found).filteredOn(GradientSignal::resolved).hasSizeLessThan(REPETITIONS / 10);
        assertThat(found).filteredOn(signal -> !signal.resolved()).allSatisfy(signal -> assertThat(signal.toString())
                .contains("signal-to-noise below "));
    }

    /** The reader's own objective beside the final one, and nothing moved: not even batch norm's statistics. */
    @Test
    void leavesTheModelAsItWas() {
        Task task = TinySystem.task();
        try (Model model = TinySystem.spec().create(task.examples().fields(), 5)) {
            model.requireGradients(Set.of("judge"));
            Map<String, float[]> before = weights(model);
            List<GradientSignal> found = new SignalMeter(20, 16, 1).measure(model, task);
            assertThat(found)
                    .extracting(signal -> signal.module() + ": " + signal.objective())
                    .containsExactly("reader: judge on parity", "reader: reader on quadrant", "judge: judge on parity");
            assertThat(weights(model)).usingRecursiveComparison().isEqualTo(before);
            assertThat(model.parameters("reader").values()).noneMatch(Tensor::requires_grad);
            assertThat(model.parameters("judge").values())
                    .allMatch(Tensor::requires_grad)
                    .noneMatch(parameter -> parameter.grad().defined());
            assertThat(new SignalMeter(20, 16, 1).atInitialisation(TinySystem.spec(), task, 5))
                    .isEqualTo(found);
            assertThat(new SignalMeter(20, 16, 2).measure(model, task)).isNotEqualTo(found);
        }
        task.examples().close();
    }

    @Test
    void keepsNativeMemoryFlat() {
        Plane plane = new Plane(1, 1);
        try (Model model = plane.model()) {
            SignalMeter meter = new SignalMeter(20, 2_000, 1);
            measure(meter, model, plane);
            long pointers = Pointer.totalCount();
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 4; i++) {
                long bytes = Pointer.physicalBytes();
                long heap = heap();
                measure(meter, model, plane);
                long ofJava = Math.max(0, heap() - heap);
                least = Math.min(least, Pointer.physicalBytes() - bytes - ofJava);
            }
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
            // What 1,000 batches leave behind would be 30 megabytes each time.
            assertThat(least).isLessThan(15_000_000);
        }
    }

    /** The arrays that the examples are made from stay there until the next collection. */
    private static long heap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void measure(SignalMeter meter, Model model, Plane plane) {
        for (int i = 0; i < 50; i++) {
            meter.measure(model, plane.task());
        }
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatThrownBy(() -> new SignalMeter(30, 10, 1))
                .hasMessage("gradient signals are measured from a multiple of 20 batches, not 30");
        assertThatThrownBy(() -> new SignalMeter(20, 0, 1)).hasMessage("a batch has at least one example, not 0");
        Task task = TinySystem.task();
        try (Model model = TinySystem.spec().create(task.examples().fields(), 5)) {
            SignalMeter meter = new SignalMeter(20, 4, 1);
            assertThatThrownBy(() ->
                            meter.measure(model, task.examples(), task.seams().get("reader"), Set.of("judge")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("reader on quadrant depends on no parameter of [judge]");
            assertThatThrownBy(() -> meter.measure(model, task.examples(), task.objective(), Set.of("jugde")))
                    .hasMessageContaining("did you mean 'judge'");
            assertThat(model.parameters("reader").values()).allMatch(Tensor::requires_grad);
        }
        task.examples().close();
    }

    private static List<GradientSignal> repeated(Plane plane) {
        List<GradientSignal> found = new ArrayList<>();
        try (Model model = plane.model()) {
            for (int i = 0; i < REPETITIONS; i++) {
                found.addAll(new SignalMeter(40, 8, i).measure(model, plane.task()));
            }
        }
        return found;
    }

    private static void assertUnbiased(
            List<GradientSignal> found, ToDoubleFunction<GradientSignal> estimate, double truth) {
        double mean = found.stream().mapToDouble(estimate).average().orElseThrow();
        double squares = found.stream()
                .mapToDouble(estimate)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double error = Math.sqrt(squares / (REPETITIONS - 1.0) / REPETITIONS);
        assertThat(mean).isEqualTo(truth, within(4 * error));
    }

    private static boolean covers(Measured measured, double truth) {
        return measured.low() <= truth && truth <= measured.high();
    }

    private static Map<String, float[]> weights(Model model) {
        Map<String, float[]> values = new LinkedHashMap<>();
        model.weights().forEach((name, weight) -> values.put(name, TensorData.toFloats(weight)));
        return values;
    }
}
