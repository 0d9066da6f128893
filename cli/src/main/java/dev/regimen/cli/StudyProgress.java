package dev.regimen.cli;

import dev.regimen.budget.Spent;
import dev.regimen.report.Numbers;
import dev.regimen.study.Cell;
import dev.regimen.study.Setup;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.run.ExpectedTime;
import dev.regimen.study.run.StudyListener;
import dev.regimen.torch.Workers;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Shows how a study goes on: on a terminal one line that is drawn over, elsewhere a line at intervals. */
final class StudyProgress implements StudyListener, AutoCloseable {
    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
    private static final long PLAIN_NANOS = Duration.ofSeconds(20).toNanos();

    private final Terminal terminal;
    private final Setup setup;
    private final Workers workers;
    private final BooleanSupplier cancelled;
    private Map<Cell, CellProgress> cells = Map.of();
    private long shown;
    private boolean drawn;
    private int measurements;
    private int measured;

    /** @param cancelled whether to stop finding out how long it takes */
    StudyProgress(Terminal terminal, Setup setup, Workers workers, BooleanSupplier cancelled) {
        this.terminal = terminal;
        this.setup = setup;
        this.workers = workers;
        this.cancelled = cancelled;
    }

    /** As {@code 12 cells, at most about 4 min 10 s on 2 workers (0.14 core-hours)}. */
    static String expectation(int cells, double coreSeconds, int workers) {
        return String.format(
                Locale.ROOT,
                "%d %s, at most about %s on %d %s (%.2g core-hours)",
                cells,
                cells == 1 ? "cell" : "cells",
                Numbers.duration(coreSeconds / workers),
                workers,
                workers == 1 ? "worker" : "workers",
                coreSeconds / 3600);
    }

    /** How far a cell is: by its examples, because those of a few steps were timed beforehand. */
    private static final class CellProgress {
        private final ExpectedTime.Most most;
        private final Map<TrainingKey, Long> running = new HashMap<>();
        private long finished;
        private boolean done;

        CellProgress(ExpectedTime.Most most) {
            this.most = most;
        }

        double coreSeconds() {
            double examples = finished
                    + running.values().stream().mapToLong(Long::longValue).sum();
            return most.coreSeconds() * (done ? 1 : Math.min(1, examples / most.examples()));
        }
    }

    @Override
    public void planned(List<Cell> open, int before) {
        Map<Cell, CellProgress> fresh = new LinkedHashMap<>();
        ExpectedTime.of(open, setup, workers, cancelled)
                .forEach((cell, most) -> fresh.put(cell, new CellProgress(most)));
        synchronized (this) {
            cells = fresh;
            if (cancelled.getAsBoolean()) {
                return;
            }
            shown = System.nanoTime();
            String earlier = before == 0 ? "" : before + (before == 1 ? " cell is" : " cells are") + " done already; ";
            terminal.out().println(earlier + expectation(open.size(), all(), workers.count()));
            terminal.out().flush();
        }
    }

    @Override
    public synchronized void done(Cell cell) {
        cells.get(cell).done = true;
        show(cell, "done", true);
    }

    @Override
    public TrainingListener listener(Cell cell) {
        return new TrainingListener() {
            @Override
            public void progressed(TrainingKey key, Phase phase, Spent spent, double loss) {
                trained(cell, key, phase, spent);
            }

            @Override
            public void phaseFinished(TrainingKey key, PhaseReport report) {
                finished(cell, key, report);
            }
        };
    }

    private synchronized void trained(Cell cell, TrainingKey key, Phase phase, Spent spent) {
        cells.get(cell).running.put(key, spent.examples());
        show(cell, words(key, phase), false);
    }

    private static String words(TrainingKey key, Phase phase) {
        return key.contender() + ", seed " + key.seed() + ", " + phase.name();
    }

    private synchronized void finished(Cell cell, TrainingKey key, PhaseReport report) {
        cells.get(cell).running.remove(key);
        cells.get(cell).finished += report.spent().examples();
    }

    @Override
    public synchronized void measuring(List<SignalPlan> plans, int before) {
        measurements = plans.size() + before;
        measured = before;
        show(signals(), true);
    }

    @Override
    public synchronized void measured(SignalPlan plan) {
        measured++;
        show(signals(), true);
    }

    @Override
    public TrainingListener listener(SignalPlan plan) {
        return new TrainingListener() {
            @Override
            public void progressed(TrainingKey key, Phase phase, Spent spent, double loss) {
                synchronized (StudyProgress.this) {
                    show(
                            signals() + "; " + plan.where() + ": " + words(key, phase) + ", "
                                    + Numbers.count((double) spent.examples()) + " examples",
                            false);
                }
            }
        };
    }

    /** As {@code gradients of 3 of 17 trainings measured}. */
    private String signals() {
        return "gradients of " + measured + " of " + measurements + " trainings measured";
    }

    /** Leaves the last line standing. */
    @Override
    public synchronized void close() {
        if (drawn) {
            terminal.out().println();
            terminal.out().flush();
        }
    }

    private void show(Cell cell, String doing, boolean now) {
        long done = cells.values().stream().filter(progress -> progress.done).count();
        show(done + " of " + cells.size() + " cells, " + left() + "; " + cell.where() + ": " + doing, now);
    }

    private void show(String line, boolean now) {
        long time = System.nanoTime();
        if (!now && time - shown < (terminal.interactive() ? REDRAW_NANOS : PLAIN_NANOS)) {
            return;
        }
        shown = time;
        if (terminal.interactive()) {
            int limit = Math.max(20, terminal.columns() - 1);
            String cut = line.length() <= limit ? line : line.substring(0, limit - 1) + "…";
            terminal.out().print("\r\033[K" + cut);
            drawn = true;
        } else {
            terminal.out().println(line);
        }
        terminal.out().flush();
    }

    private String left() {
        double spent =
                cells.values().stream().mapToDouble(CellProgress::coreSeconds).sum();
        return left(all(), spent, workers.count());
    }

    /**
     * As {@code 34 %, at most about 4 min 10 s left}: what is open by the times measured beforehand, not by what the
     * cells so far took, because many of these ended at their target.
     */
    static String left(double coreSeconds, double spent, int workers) {
        return String.format(
                Locale.ROOT,
                "%.0f %%, at most about %s left",
                100 * spent / coreSeconds,
                Numbers.duration((coreSeconds - spent) / workers));
    }

    private double all() {
        return cells.values().stream()
                .mapToDouble(progress -> progress.most.coreSeconds())
                .sum();
    }
}
