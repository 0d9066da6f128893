package dev.regimen.cli;

import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.Contender;
import dev.regimen.comparison.Protocol;
import dev.regimen.comparison.ResultStore;
import dev.regimen.comparison.Tuning;
import dev.regimen.report.HtmlReport;
import dev.regimen.run.Results;
import dev.regimen.run.Run;
import dev.regimen.run.StorageException;
import dev.regimen.torch.Workers;
import dev.regimen.training.TrainingKey;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Trains what a run has left to train, while a person watches, and shows what came out. */
final class Execution {
    /** As shells say it of a program that Ctrl-C ended. */
    static final int INTERRUPTED = 130;

    private final PrintWriter out;

    Execution(PrintWriter out) {
        this.out = out;
    }

    /** @return the exit code */
    int of(Run run, WorkersOption option) {
        try (Interrupts interrupts = new Interrupts();
                Workers workers = option.open(run.experiment().threads())) {
            Optional<Results> results;
            try (ProgressView progress = new ProgressView(Terminal.of(out), workload(run))) {
                results = run.train(workers, progress, interrupts::interrupted);
            }
            return results.map(found -> show(run, found)).orElseGet(() -> interrupted(run));
        } catch (StorageException e) {
            stopped(run);
            throw e;
        }
    }

    private int show(Run run, Results results) {
        out.println();
        out.println(new ComparisonText(results.comparison()).render());
        HtmlReport.write(run.folder(), results);
        out.println("Results: " + run.folder().results());
        out.println("Report:  " + run.folder().report());
        out.flush();
        return 0;
    }

    private int interrupted(Run run) {
        stopped(run);
        return INTERRUPTED;
    }

    private void stopped(Run run) {
        out.println();
        out.println("Stopped; what is done is kept. To go on: regimen resume "
                + run.folder().path());
        out.flush();
    }

    private static Workload workload(Run run) {
        ComparisonPlan plan = run.plan();
        Protocol protocol = plan.protocol();
        int trials = protocol.tuning()
                .map(tuning -> tuning.learningRates().size() * tuning.seeds())
                .orElse(0);
        Map<String, Double> contenders = new LinkedHashMap<>();
        plan.contenders()
                .forEach(contender ->
                        contenders.put(contender.name(), contender.regimen().budgets()));
        return new Workload(
                contenders,
                protocol.budget(),
                protocol.seeds().size(),
                trials,
                protocol.tuning().map(Tuning::share).orElse(0.0),
                earlier(run, plan));
    }

    /** What each contender's finished trainings were given. */
    private static Map<String, Double> earlier(Run run, ComparisonPlan plan) {
        ResultStore store = run.folder().store();
        double budget = plan.protocol().budget().amount();
        double share = plan.protocol().tuning().map(Tuning::share).orElse(0.0);
        Map<String, Double> earlier = new HashMap<>();
        for (Contender contender : plan.contenders()) {
            long seeds = finished(store, plan.only(contender.name()).keys());
            long trials = finished(store, plan.trials(contender.name()).keySet());
            earlier.put(contender.name(), contender.regimen().budgets() * budget * (seeds + share * trials));
        }
        return earlier;
    }

    private static long finished(ResultStore store, Collection<TrainingKey> keys) {
        return keys.stream().filter(key -> store.finished(key).isPresent()).count();
    }
}
