package dev.regimen.study.run;

import dev.regimen.run.Provenance;
import dev.regimen.run.RunFolderException;
import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Findings;
import dev.regimen.study.Purpose;
import dev.regimen.study.Setup;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.SignalResult;
import dev.regimen.study.Study;
import dev.regimen.study.Words;
import dev.regimen.torch.Workers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Carries a study out in its folder. What the folder has already is not done again, so the same call begins a study and
 * goes on with it.
 */
public final class StudyRun {
    private final Study study;
    private final Setup setup;
    private final StudyFolder folder;
    private final Provenance session;

    public StudyRun(Study study, Setup setup, StudyFolder folder, Provenance session) {
        this.study = study;
        this.setup = setup;
        this.folder = folder;
        this.session = session;
    }

    /**
     * Runs the cells side by side, again and again until the study names no more, and writes what follows.
     *
     * @return nothing if it was cancelled; it can then be gone on with
     * @throws dev.regimen.run.RunFolderException if a file of the folder is damaged, or of other settings
     * @throws dev.regimen.run.StorageException if a file cannot be written, such as on a full disk
     */
    public Optional<Findings> execute(Workers workers, StudyListener listener, BooleanSupplier cancelled) {
        Evidence evidence = Evidence.NONE;
        for (List<Cell> next = study.cells(setup, evidence); !next.isEmpty(); next = next(evidence)) {
            Map<String, CellResult> known = known(next);
            List<Cell> open = next.stream()
                    .filter(cell -> !known.containsKey(cell.name()))
                    .toList();
            if (!open.isEmpty()) {
                listener.planned(open, known.size());
            }
            Optional<List<CellResult>> results = run(publishedBeforeTheLast(open), workers, listener, cancelled);
            if (results.isEmpty()) {
                return Optional.empty();
            }
            results.get().forEach(result -> known.put(result.cell().name(), result));
            evidence = evidence.plus(
                    next.stream().map(cell -> known.get(cell.name())).toList());
        }
        Optional<List<SignalResult>> signals = signals(workers, listener, cancelled);
        if (signals.isEmpty()) {
            return Optional.empty();
        }
        Evidence all = evidence.with(signals.get());
        Findings findings = study.findings(setup, all);
        new StudyReport(study, setup, all, findings).write(folder);
        return Optional.of(findings);
    }

    /**
     * Writes what follows from what is done so far, and says what is not; trains and measures nothing.
     *
     * @throws RunFolderException if no cell of the study itself is done, or a file of the folder is damaged
     */
    public Findings soFar() {
        Evidence evidence = Evidence.NONE;
        List<Cell> named = next(evidence);
        List<CellResult> done = done(named);
        while (!done.isEmpty()) {
            evidence = evidence.plus(done);
            named = next(evidence);
            done = done(named);
        }
        if (evidence.of(Purpose.MAIN).isEmpty()) {
            throw new RunFolderException("nothing of " + study.name() + " is done yet in " + folder.path());
        }
        List<SignalPlan> plans = study.signals(setup);
        List<SignalResult> measured = plans.stream()
                .flatMap(plan -> new SignalRun(plan, folder, setup).known().stream())
                .toList();
        Evidence all = evidence.with(measured);
        Findings found = study.findings(setup, all);
        int signals = plans.size() - measured.size();
        Findings findings = named.isEmpty() && signals == 0 ? found : found.noting(unfinished(named.size(), signals));
        new StudyReport(study, setup, all, findings).write(folder);
        return findings;
    }

    private List<CellResult> done(List<Cell> cells) {
        return cells.stream().flatMap(cell -> run(cell).done().stream()).toList();
    }

    private static String unfinished(int cells, int signals) {
        return "Unfinished: " + Words.cells(cells) + " and " + signals
                + " measured trainings that the study names so"
                + " far are still open, and what they call for in turn. Verdicts are about what is done.";
    }

    private List<Cell> next(Evidence evidence) {
        return study.cells(setup, evidence).stream()
                .filter(cell -> evidence.cell(cell.name()).isEmpty())
                .toList();
    }

    /** Published budgets are single trainings; if they came last, all other workers would wait for the longest. */
    private static List<Cell> publishedBeforeTheLast(List<Cell> cells) {
        List<Cell> order = new ArrayList<>(cells);
        order.removeIf(cell -> cell.purpose() == Purpose.PUBLISHED);
        order.addAll(
                Math.max(0, order.size() - 1),
                cells.stream()
                        .filter(cell -> cell.purpose() == Purpose.PUBLISHED)
                        .toList());
        return order;
    }

    private Optional<List<CellResult>> run(
            List<Cell> cells, Workers workers, StudyListener listener, BooleanSupplier cancelled) {
        return sideBySide(cells, workers, cancelled, (cell, stopped) -> run(cell, workers, listener, stopped));
    }

    private Optional<List<SignalResult>> signals(Workers workers, StudyListener listener, BooleanSupplier cancelled) {
        List<SignalPlan> plans = study.signals(setup);
        List<SignalPlan> open = plans.stream()
                .filter(plan -> !Files.exists(folder.signals(plan)))
                .toList();
        if (!open.isEmpty()) {
            listener.measuring(open, plans.size() - open.size());
        }
        return sideBySide(plans, workers, cancelled, (plan, stopped) -> {
            Optional<SignalResult> result =
                    new SignalRun(plan, folder, setup).measure(workers, listener.listener(plan), stopped);
            if (result.isPresent() && open.contains(plan)) {
                listener.measured(plan);
            }
            return result;
        });
    }

    /** After a failure the others stop where they are, so that it is told at once. */
    private static <P, R> Optional<List<R>> sideBySide(
            List<P> parts,
            Workers workers,
            BooleanSupplier cancelled,
            BiFunction<P, BooleanSupplier, Optional<R>> run) {
        AtomicBoolean failed = new AtomicBoolean();
        List<Callable<Optional<R>>> calls = new ArrayList<>();
        for (P part : parts) {
            calls.add(() -> {
                try {
                    return run.apply(part, () -> failed.get() || cancelled.getAsBoolean());
                } catch (RuntimeException | Error e) {
                    failed.set(true);
                    throw e;
                }
            });
        }
        return all(workers.map(calls));
    }

    private static <T> Optional<List<T>> all(List<Optional<T>> results) {
        return results.stream().allMatch(Optional::isPresent)
                ? Optional.of(results.stream().map(Optional::get).toList())
                : Optional.empty();
    }

    private Map<String, CellResult> known(List<Cell> cells) {
        Map<String, CellResult> known = new HashMap<>();
        done(cells).forEach(result -> known.put(result.cell().name(), result));
        return known;
    }

    private CellRun run(Cell cell) {
        return new CellRun(cell, folder, setup, session);
    }

    private Optional<CellResult> run(Cell cell, Workers workers, StudyListener listener, BooleanSupplier cancelled) {
        Optional<CellResult> result = run(cell).train(workers, listener.listener(cell), cancelled);
        result.ifPresent(done -> listener.done(cell));
        return result;
    }
}
