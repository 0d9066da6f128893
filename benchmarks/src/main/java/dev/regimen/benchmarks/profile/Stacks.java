package dev.regimen.benchmarks.profile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the stacks of all threads again and again, until it is closed. Java code is only seen where it can be
 * stopped, native code, which is nearly all of the time of most works, wherever it is.
 */
final class Stacks implements AutoCloseable {
    private static final int MILLISECONDS = 7;

    private final Shares<StepPart> seen = new Shares<>(StepPart.class);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking = clock.scheduleWithFixedDelay(this::look, 0, MILLISECONDS, TimeUnit.MILLISECONDS);

    private void look() {
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false)) {
            if (thread.getThreadState() == Thread.State.RUNNABLE) {
                StepPart.of(thread.getStackTrace()).ifPresent(seen::saw);
            }
        }
    }

    /** So far. */
    Shares<StepPart> seen() {
        if (looking.isDone()) { // it goes on until it fails
            try {
                looking.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("looking at stacks has failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while looking at stacks", e);
            }
        }
        return seen;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
