package dev.regimen.benchmarks.profile;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the stacks of all threads again and again, until it is closed. */
final class Stacks implements AutoCloseable {
    private static final int MILLISECONDS = 7;

    private final Shares<StepPart> seen = new Shares<>(StepPart.class);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking = clock.scheduleAtFixedRate(this::look, 0, MILLISECONDS, TimeUnit.MILLISECONDS);

    private void look() {
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread != Thread.currentThread() && thread.getState() == Thread.State.RUNNABLE) {
                StepPart.of(stack).ifPresent(seen::saw);
            }
        });
    }

    /** So far. */
    Shares<StepPart> seen() {
        if (looking.isDone()) {
            throw new IllegalStateException("looking at stacks has failed");
        }
        return seen;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
