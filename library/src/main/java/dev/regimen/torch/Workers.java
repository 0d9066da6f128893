package dev.regimen.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.PointerScope;

/**
 * A bounded number of threads for trainings that do not depend on each other: seeds, contenders, members. Each computes
 * with one intra-operation thread, which is the fastest use of a processor for small models and gives the same bits
 * with any number of workers. Tasks may hand out tasks again: whoever waits for them works on them.
 */
public final class Workers implements AutoCloseable {
    private final ForkJoinPool pool;

    /**
     * Starts no thread before there is work.
     *
     * @param count how many tasks run at once, at least 1
     */
    public Workers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("workers is at least 1, not " + count);
        }
        Natives.load();
        this.pool = bounded(count);
    }

    /** How many tasks run at once. */
    public int count() {
        return pool.getParallelism();
    }

    /**
     * Runs all tasks and waits for them. When one fails, or this thread is interrupted, those not yet started are
     * dropped and those that run are waited for, because they may use what the caller closes next.
     *
     * @return their results in the order of the tasks
     * @throws RuntimeException or Error, as it was, of the first task in order that failed so
     * @throws CompletionException with the cause if that was a checked exception
     * @throws CancellationException if this thread was interrupted; it is marked so again
     * @throws IllegalStateException if this thread has an open {@link PointerScope}: it would close what tasks make
     */
    public <T> List<T> map(List<? extends Callable<T>> tasks) {
        if (PointerScope.getInnerScope() != null) {
            throw new IllegalStateException("workers cannot be waited for inside a PointerScope");
        }
        AtomicBoolean stopped = new AtomicBoolean();
        List<ForkJoinTask<Outcome<T>>> forks = new ArrayList<>();
        for (Callable<T> task : tasks) {
            forks.add(ForkJoinTask.adapt(() -> attempt(task, stopped)));
        }
        if (ForkJoinTask.getPool() == pool) {
            ForkJoinTask.invokeAll(forks);
        } else {
            forks.forEach(pool::execute);
            await(forks, stopped);
        }
        return results(forks);
    }

    /** Takes no more tasks; threads end when theirs have. */
    @Override
    public void close() {
        pool.shutdown();
    }

    private static <T> Outcome<T> attempt(Callable<T> task, AtomicBoolean stopped) {
        if (stopped.get()) {
            return new Outcome<>(null, null);
        }
        // Here and not where threads are made, because libtorch keeps the number for each thread and may set it anew.
        Threads.single();
        Denormals.kept();
        try {
            return new Outcome<>(task.call(), null);
        } catch (Throwable failure) {
            stopped.set(true);
            return new Outcome<>(null, failure);
        }
    }

    private static void await(List<? extends ForkJoinTask<?>> forks, AtomicBoolean stopped) {
        boolean interrupted = false;
        for (ForkJoinTask<?> fork : forks) {
            while (!fork.isDone()) {
                try {
                    fork.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped.set(true);
                } catch (ExecutionException e) {
                    throw new AssertionError("failures are outcomes", e);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for workers");
        }
    }

    private static <T> List<T> results(List<ForkJoinTask<Outcome<T>>> forks) {
        List<Outcome<T>> outcomes = forks.stream().map(ForkJoinTask::join).toList();
        for (Outcome<T> outcome : outcomes) {
            if (outcome.failure() instanceof RuntimeException failure) {
                throw failure;
            }
            if (outcome.failure() instanceof Error failure) {
                throw failure;
            }
            if (outcome.failure() != null) {
                throw new CompletionException(outcome.failure().getMessage(), outcome.failure());
            }
        }
        List<T> results = new ArrayList<>();
        outcomes.forEach(outcome -> results.add(outcome.value()));
        return results;
    }

    /** Never more threads than asked for: one that waits and finds nothing to help with is not replaced. */
    private static ForkJoinPool bounded(int count) {
        return new ForkJoinPool(
                count,
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                null,
                false,
                count,
                count,
                0,
                saturated -> true,
                1,
                TimeUnit.MINUTES);
    }

    /** A result, a failure, or neither for a task that was dropped. */
    private record Outcome<T>(T value, Throwable failure) {}
}
