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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;

/**
 * A model that shares a training's weights, and the thread that computes with it: of each step a part of the batch.
 * What it makes of that lives from {@link #forward} to {@link #release}. Everything native is made on that thread,
 * where no scope is open.
 */
final class Replica implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Replica::named);
    private Model model;
    private Generator generator;
    private PointerScope scope;
    private double cpuSeconds;

    /** @param original whose weights it shares; stays the caller's and must outlive it */
    Replica(Model original, Set<String> trained) {
        try {
            result(there(() -> {
                Threads.single();
                generator = Seeds.generator(0);
                model = original.replica();
                model.requireGradients(trained);
                return model;
            }));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        cpuSeconds = 0; // nothing of a step
    }

    private static Thread named(Runnable work) {
        Thread made = new Thread(work, "regimen-replica");
        made.setDaemon(true);
        return made;
    }

    Model model() {
        return model;
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
            PartialBackward.parameters(model, trained)
                    .forEach(parameter -> parameter.mutable_grad().reset());
            return model.forward(part, wanted, trained, generator);
        });
    }

    /** Adds to the gradients of its parameters. */
    CompletableFuture<Void> backward(PartialBackward part) {
        return there(() -> {
            part.run(model);
            return null;
        });
    }

    /** Frees what the step has made, but not the gradients, after all that it was given to do. */
    CompletableFuture<Void> release() {
        return there(() -> {
            if (scope != null) {
                scope.close();
                scope = null;
            }
            return null;
        });
    }

    /** Processor seconds of what was asked for since this was; nothing may be under way. */
    double takeCpuSeconds() {
        double taken = cpuSeconds;
        cpuSeconds = 0;
        return taken;
    }

    private <T> CompletableFuture<T> there(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long begun = THREADS.getCurrentThreadCpuTime();
                    try {
                        return Denormals.flushed(work);
                    } finally {
                        cpuSeconds += (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
                    }
                },
                thread);
    }

    @Override
    public void close() {
        result(release());
        result(there(() -> {
            if (model != null) {
                model.close();
            }
            if (generator != null) {
                generator.close();
            }
            return null;
        }));
        thread.shutdown();
    }
}
