package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.torch.Companion;
import dev.regimen.torch.Denormals;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.Threads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.Set;
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

    private final Companion thread = new Companion("regimen-replica");
    private Model model;
    private Generator generator;
    private PointerScope scope;
    private double cpuSeconds;

    /** @param original whose weights it shares; stays the caller's and must outlive it */
    Replica(Model original, Set<String> trained) {
        try {
            there(() -> {
                        Threads.single();
                        generator = Seeds.generator(0);
                        model = original.replica();
                        model.requireGradients(trained);
                        return model;
                    })
                    .result();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        cpuSeconds = 0; // nothing of a step
    }

    Model model() {
        return model;
    }

    /** @param seed of all that is random in it */
    Companion.Work<Outputs> forward(Batch part, Collection<String> wanted, Set<String> trained, long seed) {
        return there(() -> {
            scope = new PointerScope();
            generator.set_current_seed(seed);
            PartialBackward.parameters(model, trained)
                    .forEach(parameter -> parameter.mutable_grad().reset());
            return model.forward(part, wanted, trained, generator);
        });
    }

    /** Adds to the gradients of its parameters. */
    Companion.Work<Void> backward(PartialBackward part) {
        return there(() -> {
            part.run(model);
            return null;
        });
    }

    /** Frees what the step has made, but not the gradients, after all that it was given to do. */
    Companion.Work<Void> release() {
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

    private <T> Companion.Work<T> there(Supplier<T> work) {
        return thread.give(() -> {
            long begun = THREADS.getCurrentThreadCpuTime();
            try {
                return Denormals.flushed(work);
            } finally {
                cpuSeconds += (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
            }
        });
    }

    @Override
    public void close() {
        release().settle();
        there(() -> {
                    if (model != null) {
                        model.close();
                    }
                    if (generator != null) {
                        generator.close();
                    }
                    return null;
                })
                .settle();
        thread.close();
    }
}
