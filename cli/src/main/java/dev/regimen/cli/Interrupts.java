package dev.regimen.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets Ctrl-C (and a plain kill) stop training between two steps: the process ends only when the command has saved what
 * is there, or after some seconds.
 */
final class Interrupts implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interrupts");

    Interrupts() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether to stop; asked between any two steps. */
    boolean interrupted() {
        return interrupted.get();
    }

    /** The command has saved and said what it had to; a process that is ending may now end. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, and the hook waits for nothing any more
        }
    }

    private void interrupt() {
        interrupted.set(true);
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
