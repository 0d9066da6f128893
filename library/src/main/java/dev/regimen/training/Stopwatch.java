package dev.regimen.training;

import dev.regimen.budget.Spent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Wall-clock and processor seconds of a training, with pauses. Of trainings in step, each has its share. Processor
 * seconds are those of the thread that trains and of those that it says.
 */
final class Stopwatch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private double seconds;
    private double cpuSeconds;
    private long started;
    private long cpuStarted;
    private double elsewhere;
    private int sharers = 1;
    private boolean running;

    void restore(Spent spent) {
        seconds = spent.seconds();
        cpuSeconds = spent.cpuSeconds();
    }

    void start() {
        start(1);
    }

    /** @param trainings between how many the time from now on is divided */
    void start(int trainings) {
        sharers = trainings;
        started = System.nanoTime();
        cpuStarted = THREADS.getCurrentThreadCpuTime();
        running = true;
    }

    void stop() {
        seconds += (System.nanoTime() - started) / 1e9 / sharers;
        cpuSeconds += (THREADS.getCurrentThreadCpuTime() - cpuStarted) / 1e9 / sharers + elsewhere;
        elsewhere = 0;
        running = false;
    }

    /** Adds what other threads have computed for this one; it counts from the next pause on. */
    void alsoSpent(double otherCpuSeconds) {
        elsewhere += otherCpuSeconds;
    }

    /** What has been spent; processor seconds are as of the last pause. */
    Spent spent(long examples, long steps) {
        double now = running ? (System.nanoTime() - started) / 1e9 / sharers : 0;
        return new Spent(examples, steps, seconds + now, cpuSeconds);
    }
}
