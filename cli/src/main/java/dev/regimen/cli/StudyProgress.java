package dev.regimen.cli;

import dev.regimen.budget.Spent;
import dev.regimen.report.Numbers;
import dev.regimen.study.Cell;
import dev.regimen.study.ExpectedTime;
import dev.regimen.study.Setup;
import dev.regimen.study.StudyListener;
import dev.regimen.torch.Workers;
import dev.regimen.training.Phase;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows how a study goes on: on a terminal one line that is drawn over, elsewhere a line at intervals. */
final class StudyProgress implements StudyListener, AutoCloseable {
    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
    private static final long PLAIN_NANOS = Duration.ofSeconds(20).toNanos();

    private final Terminal terminal;
    private final Setup setup;
    private final Workers workers;
    private Map<Cell, Double> expected = Map.of();
    private long started;
    private long shown;
    private int done;
    private double finished;
    private boolean drawn;

    StudyProgress(Terminal terminal, Setup setup, Workers workers) {
        this.terminal = terminal;
        this.setup = setup;
        this.workers = workers;
    }

    /** As {@code 12 cells, at most about 4 min 10 s on 2 workers (0.14 core-hours)}. */
    static String expectation(int cells, double coreSeconds, int workers) {
        return String.format(
                Locale.ROOT,
                "%d cells, at most about %s on %d workers (%.2g core-hours)",
                cells,
                Numbers.duration(coreSeconds / workers),
                workers,
                coreSeconds / 3600);
    }

    @Override
    public void planned(List<Cell> cells, int before) {
        Map<Cell, Double> times = ExpectedTime.coreSeconds(cells, setup, workers);
        double seconds =
                times.values().stream().mapToDouble(Double::doubleValue).sum();
        synchronized (this) {
            expected = times;
            finished = 0;
            done = 0;
            started = System.nanoTime();
            shown = started;
            String earlier = before == 0 ? "" : before + " cells are done already; ";
            say(earlier + expectation(cells.size(), seconds, workers.count()));
        }
    }

    @Override
    public synchronized void done(Cell cell) {
        done++;
        finished += expected.get(cell);
        show(cell, "done", true);
    }

    @Override
    public TrainingListener listener(Cell cell) {
        return new TrainingListener() {
            @Override
            public void progressed(TrainingKey key, Phase phase, Spent spent, double loss) {
                show(cell, key.contender() + ", seed " + key.seed() + ", " + phase.name(), false);
            }
        };
    }

    /** Leaves the last line standing. */
    @Override
    public synchronized void close() {
        if (drawn) {
            terminal.out().println();
            terminal.out().flush();
        }
    }

    private synchronized void show(Cell cell, String doing, boolean now) {
        long time = System.nanoTime();
        if (!now && time - shown < (terminal.interactive() ? REDRAW_NANOS : PLAIN_NANOS)) {
            return;
        }
        shown = time;
        String line = done + " of " + expected.size() + " cells, " + left() + "; " + cell.where() + ": " + doing;
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
        double all = expected.values().stream().mapToDouble(Double::doubleValue).sum();
        double seconds = (System.nanoTime() - started) / 1e9;
        return finished == 0
                ? "at most " + Numbers.duration(Math.max(0, all / workers.count() - seconds)) + " left"
                : "about " + Numbers.duration(Math.max(0, seconds * (all - finished) / finished)) + " left";
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
