package dev.regimen.torch;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A thread beside the caller's that is given one piece of work after another. Waking a sleeping thread takes as long as
 * a small network's step, so whoever waits here looks out for a moment before it sleeps. Used by one thread.
 */
public final class Companion implements AutoCloseable {
    /** Longer than what lies between two pieces of work of a step, and short enough where others need the processor. */
    private static final long LOOK_OUT_NANOS = 500_000;

    private final Thread thread;
    private volatile Work<?> next;
    private volatile boolean closed;

    /** @param name of the thread, which does not keep the process alive */
    public Companion(String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What is being computed there. */
    public static final class Work<T> {
        private final Supplier<T> supplier;
        private final Thread giver = Thread.currentThread();
        private T result;
        private Throwable failure;
        private volatile boolean done;

        private Work(Supplier<T> supplier) {
            this.supplier = supplier;
        }

        private void run() {
            try {
                result = supplier.get();
            } catch (Throwable e) {
                failure = e;
            } finally {
                done = true;
                LockSupport.unpark(giver);
            }
        }

        /** Waits for the end of it, whatever that is; an interrupt is kept for later. */
        public void settle() {
            boolean interrupted = false;
            long begun = System.nanoTime();
            while (!done) {
                if (System.nanoTime() - begun < LOOK_OUT_NANOS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                    interrupted |= Thread.interrupted();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /**
         * Waits for what comes out.
         *
         * @throws RuntimeException or Error, as it was, if it failed
         */
        public T result() {
            settle();
            if (failure instanceof RuntimeException known) {
                throw known;
            }
            if (failure instanceof Error known) {
                throw known;
            }
            return result;
        }
    }

    /** Gives it something to do, after what it was given before. */
    public <T> Work<T> give(Supplier<T> supplier) {
        Work<?> before = next;
        if (before != null) {
            before.settle();
        }
        Work<T> work = new Work<>(supplier);
        next = work;
        LockSupport.unpark(thread);
        return work;
    }

    private void run() {
        Work<?> last = null;
        long idle = System.nanoTime();
        while (!closed) {
            Work<?> work = next;
            if (work != last) {
                work.run();
                last = work;
                idle = System.nanoTime();
            } else if (System.nanoTime() - idle < LOOK_OUT_NANOS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** Ends the thread when it is done with what it was given. */
    @Override
    public void close() {
        Work<?> before = next;
        if (before != null) {
            before.settle();
        }
        closed = true;
        LockSupport.unpark(thread);
    }
}
