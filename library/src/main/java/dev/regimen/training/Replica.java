package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.torch.Denormals;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.Threads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A model that shares a training's weights, and a thread that computes with it: of each step a part of the batch. What
 * it makes of that lives from {@link #forward} to {@link #release}.
 */
final class Replica implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExecutorService thread;
    private final Model model;
    private final Generator generator = Seeds.generator(0);
    private PointerScope scope;
    private double cpuSeconds;

    /** @param original whose weights it shares; stays the caller's and must outlive it */
    Replica(Model original, Set<String> trained) {
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "regimen-replica");
            made.setDaemon(true);
            return made;
        });
        model = result(there(() -> {
            Threads.single();
            Model made = original.replica();
            made.requireGradients(trained);
            return made;
        }));
    }

    /** Waits for what the thread was given to do; gives what it gave, or fails as it failed. */
    static <T> T result(CompletableFuture<T> given) {
        try {
            return given.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** @param seed of all that is random in it */
    CompletableFuture<Outputs> forward(Batch part, Collection<String> wanted, Set<String> trained, long seed) {
        return there(() -> {
            scope = new PointerScope();
            generator.set_current_seed(seed);
            parameters(trained).forEach(parameter -> parameter.mutable_grad().reset());
            return model.forward(part, wanted, trained, generator);
        });
    }

    /** Adds to the gradients of these modules' parameters. */
    CompletableFuture<Void> backward(List<Tensor> outputs, List<Tensor> gradients, Set<String> modules, boolean last) {
        return there(() -> {
            descend(outputs, gradients, parameters(modules), last);
            return null;
        });
    }

    /**
     * From the gradients of outputs to those of parameters.
     *
     * @param last whether the graph may go
     */
    static void descend(List<Tensor> outputs, List<Tensor> gradients, List<Tensor> parameters, boolean last) {
        if (parameters.isEmpty()) {
            return; // to libtorch none would mean all
        }
        try (TensorVector from = new TensorVector(outputs.toArray(Tensor[]::new));
                TensorVector values = new TensorVector(gradients.toArray(Tensor[]::new));
                TensorVector to = new TensorVector(parameters.toArray(Tensor[]::new));
                BoolOptional keepGraph = new BoolOptional(!last)) {
            torch.backward(from, values, keepGraph, false, to);
        }
    }

    List<Tensor> parameters(Set<String> modules) {
        return parameters(model, modules);
    }

    /** The parameters of these modules, in an order that is the same for all models of one description. */
    static List<Tensor> parameters(Model model, Set<String> modules) {
        return modules.stream()
                .flatMap(module -> model.parameters(module).values().stream())
                .toList();
    }

    /** Frees what the step has made, but not the gradients. */
    void release() {
        thread.execute(() -> {
            if (scope != null) {
                scope.close();
                scope = null;
            }
        });
    }

    /** What the thread has computed since this was asked for; nothing may be under way. */
    double takeCpuSeconds() {
        double taken = cpuSeconds;
        cpuSeconds = 0;
        return taken;
    }

    private <T> CompletableFuture<T> there(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long begun = THREADS.getCurrentThreadCpuTime();
                    T result = Denormals.flushed(work);
                    cpuSeconds += (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
                    return result;
                },
                thread);
    }

    @Override
    public void close() {
        release();
        result(there(() -> {
            model.close();
            return null;
        }));
        generator.close();
        thread.shutdown();
    }
}
