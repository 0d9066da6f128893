package dev.regimen.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.regimen.torch.Natives;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerMemoryTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#defaults")
    void keepsNativeMemoryFlat(OptimizerSettings settings) {
        Map<String, Tensor> parameters = parameters(4);
        try (Updater updater = settings.updater(parameters);
                Gradients gradients = new Gradients(parameters.values())) {
            run(parameters, updater, gradients, 2_000);
            long pointers = Pointer.totalCount();
            long bytes = Pointer.physicalBytes();
            run(parameters, updater, gradients, 20_000);
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
            // The Java heap grows by a few megabytes; one kept gradient a step would be 80.
            assertThat(Pointer.physicalBytes() - bytes).isLessThan(60_000_000);
        }
        parameters.values().forEach(Tensor::close);
    }

    private static void run(Map<String, Tensor> parameters, Updater updater, Gradients gradients, int steps) {
        for (int step = 0; step < steps; step++) {
            try (PointerScope scope = new PointerScope()) {
                parameters
                        .values()
                        .forEach(parameter -> parameter.mutable_grad().put(torch.ones_like(parameter)));
                gradients.clip(1);
                updater.step(1e-6);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#defaults")
    void leavesNoGarbageForEachTensor(OptimizerSettings settings) {
        assertThat(garbage(settings, 40)).isLessThan(garbage(settings, 2) + 64);
    }

    /** Bytes that a step leaves on the Java heap. */
    private static long garbage(OptimizerSettings settings, int size) {
        int steps = 2_000;
        Map<String, Tensor> parameters = parameters(size);
        parameters.values().forEach(parameter -> parameter.mutable_grad().put(torch.ones_like(parameter)));
        try (Updater updater = settings.updater(parameters)) {
            updater.step(1e-6);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < steps; step++) {
                updater.step(1e-6);
            }
            return (THREADS.getCurrentThreadAllocatedBytes() - before) / steps;
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    private static Map<String, Tensor> parameters(int size) {
        Natives.load();
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            parameters.put("module/" + i, torch.zeros(1_000));
        }
        return parameters;
    }
}
