package dev.regimen.cli;

import dev.regimen.budget.Spent;
import dev.regimen.report.Numbers;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.PlannedCost;
import dev.regimen.training.Point;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Shows how training goes on: on a terminal one line per contender, drawn over and over; elsewhere one plain line at
 * intervals. Told by several threads.
 */
final class ProgressView implements TrainingListener, AutoCloseable {
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final Workload workload;
    private final Map<String, ContenderProgress> contenders = new LinkedHashMap<>();
    private final Map<TrainingKey, PlannedCost> planned = new HashMap<>();
    private final long started = System.nanoTime();
    /** What was told once, and must not be drawn over. */
    private final Set<String> notes = new LinkedHashSet<>();

    private final List<String> unsaid = new ArrayList<>();
    private long shown = started;
    private int drawn;

    ProgressView(Terminal terminal, Workload workload) {
        this.terminal = terminal;
        this.workload = workload;
        workload.contenders().keySet().forEach(this::named);
    }

    private ContenderProgress named(String contender) {
        return contenders.computeIfAbsent(
                contender,
                name -> new ContenderProgress(
                        name, workload.budget().unit(), workload.earlier().getOrDefault(name, 0.0)));
    }

    @Override
    public synchronized void planned(Map<TrainingKey, PlannedCost> costs) {
        planned.putAll(costs);
    }

    private Map<String, PlannedCost> plannedByContender() {
        Map<String, PlannedCost> sums = new HashMap<>();
        planned.forEach((key, cost) -> sums.merge(name(key), cost, PlannedCost::plus));
        return sums;
    }

    @Override
    public synchronized void phaseStarted(TrainingKey key, Phase phase, Spent alreadySpent) {
        of(key).started(key, alreadySpent);
    }

    /** Said once, as most phases of a run are hindered by the same modules. */
    @Override
    public synchronized void undivided(TrainingKey key, Phase phase, String why) {
        String note = "threads: " + why;
        if (!notes.add(note)) {
            return;
        }
        if (terminal.interactive()) {
            unsaid.add(note);
        } else {
            terminal.out().println(note);
            terminal.out().flush();
        }
    }

    @Override
    public synchronized void progressed(TrainingKey key, Phase phase, Spent spent, double loss) {
        of(key).progressed(key, phase.name(), spent, loss);
        show(false);
    }

    @Override
    public synchronized void evaluated(TrainingKey key, Phase phase, Point point) {
        of(key).evaluated(point.validation());
        show(false);
    }

    @Override
    public synchronized void phaseFinished(TrainingKey key, PhaseReport report) {
        of(key).finished(key, report);
        show(false);
    }

    /** Shows the last state. */
    @Override
    public synchronized void close() {
        if (terminal.interactive() && (drawn > 0 || !unsaid.isEmpty())) {
            show(true);
        }
    }

    /** A trial's name is {@code tuning/contender/rate}. */
    private static String name(TrainingKey key) {
        return key.contender().startsWith("tuning/") ? key.contender().split("/")[1] : key.contender();
    }

    private ContenderProgress of(TrainingKey key) {
        return named(name(key));
    }

    private void show(boolean now) {
        long time = System.nanoTime();
        if (!now && time - shown < (terminal.interactive() ? REDRAW_NANOS : PLAIN_NANOS)) {
            return;
        }
        shown = time;
        if (terminal.interactive()) {
            draw();
        } else {
            terminal.out().println(overall() + contenders());
            terminal.out().flush();
        }
    }

    private void draw() {
        List<String> lines = new ArrayList<>();
        int width = contenders.keySet().stream().mapToInt(String::length).max().orElse(0);
        contenders.forEach((name, contender) -> lines.add(contender.line(width, workload.of(name))));
        lines.add(overall());
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\033[").append(drawn).append('A');
        }
        if (!unsaid.isEmpty()) {
            frame.append("\r\033[J"); // a note may take more than one line
            unsaid.forEach(note -> frame.append(note).append('\n'));
            unsaid.clear();
        }
        lines.forEach(line -> frame.append("\r\033[K").append(cut(line)).append('\n'));
        drawn = lines.size();
        terminal.out().print(frame);
        terminal.out().flush();
    }

    /** A line that wraps could not be drawn over. */
    private String cut(String line) {
        int limit = Math.max(20, terminal.columns() - 1);
        return line.length() <= limit ? line : line.substring(0, limit - 1) + "…";
    }

    private String overall() {
        double seconds = (System.nanoTime() - started) / 1e9;
        long examples = contenders.values().stream()
                .mapToLong(contender -> contender.trained().examples())
                .sum();
        Forecast forecast = Forecast.of(workload, plannedByContender(), contenders, seconds);
        return String.format(
                Locale.ROOT,
                "%.0f %% of all, %s examples/s, %s left",
                100 * forecast.share(),
                Numbers.count(examples / seconds),
                Double.isNaN(forecast.seconds()) ? "?" : Numbers.duration(forecast.seconds()));
    }

    private String contenders() {
        StringBuilder text = new StringBuilder();
        contenders.forEach((name, contender) -> text.append("; ").append(contender.line(0, workload.of(name))));
        return text.toString();
    }
}
