package dev.regimen.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepPartTest {
    @Test
    void theOutermostCounts() {
        assertThat(StepPart.of(stack(
                        "java.lang.Object.wait",
                        "dev.regimen.model.Model.forward",
                        "dev.regimen.training.SingleStepper.step")))
                .contains(StepPart.FORWARD);
        assertThat(StepPart.of(stack("dev.regimen.model.Model.forward", "dev.regimen.training.LearningCurve.evaluate")))
                .contains(StepPart.EVALUATION);
        assertThat(StepPart.of(stack("dev.regimen.model.Model.create", "dev.regimen.training.Trainer.<init>")))
                .contains(StepPart.REST);
    }

    @Test
    void whatIsNotTimedDoesNotCount() {
        assertThat(StepPart.of(stack("java.lang.Thread.sleep"))).isEmpty();
        assertThat(StepPart.of(stack("java.io.InputStream.read", "dev.regimen.benchmarks.worker.WorkerProgram.serve")))
                .isEmpty();
        assertThat(StepPart.of(stack(
                        "dev.regimen.task.Evaluation.scores",
                        "dev.regimen.benchmarks.worker.RegimenTraining.accuracy")))
                .isEmpty();
    }

    /** From the innermost frame to the outermost. */
    private static StackTraceElement[] stack(String... methods) {
        return Stream.of(methods)
                .map(name -> new StackTraceElement(
                        name.substring(0, name.lastIndexOf('.')), name.substring(name.lastIndexOf('.') + 1), null, 0))
                .toArray(StackTraceElement[]::new);
    }

    /** Else what they do would silently be the rest. */
    @Test
    void everyMethodThatIsNamedIsThere() {
        StepPart.METHODS.keySet().forEach(name -> {
            int dot = name.lastIndexOf('.');
            String method = name.substring(dot + 1);
            assertThat(methods("dev.regimen." + name.substring(0, dot))).contains(method);
        });
    }

    private static Stream<String> methods(String type) {
        try {
            return Stream.concat(
                    Stream.of("<init>"),
                    Stream.of(Class.forName(type).getDeclaredMethods()).map(Method::getName));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
