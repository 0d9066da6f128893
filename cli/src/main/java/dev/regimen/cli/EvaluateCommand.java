package dev.regimen.cli;

import dev.regimen.report.Numbers;
import dev.regimen.run.Run;
import dev.regimen.run.RunFolder;
import dev.regimen.task.Scores;
import dev.regimen.training.TrainingKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the models of a finished run again. */
@Command(name = "evaluate", description = "Load the models of a finished run and measure them.")
final class EvaluateCommand implements Callable<Integer> {
    /** Which examples to measure on. */
    enum Part {
        VALIDATION,
        TEST
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The run's folder.")
    private Path folder;

    @Option(names = "--split", paramLabel = "PART", description = "test or validation; test unless given.")
    private Part part = Part.TEST;

    @Mixin
    private TrainingOptions trainings;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Run run = Run.of(RunFolder.open(folder))) {
            List<TrainingKey> keys = run.plan().keys().stream()
                    .filter(trainings.wanted(run.plan()))
                    .toList();
            out.println(folder + ", " + part.name().toLowerCase(java.util.Locale.ROOT) + " examples");
            keys.forEach(key -> print(out, key, run.evaluate(key, part == Part.TEST)));
            out.flush();
            return 0;
        }
    }

    private static void print(PrintWriter out, TrainingKey key, Scores scores) {
        StringBuilder line = new StringBuilder(key.toString());
        scores.metrics()
                .forEach((name, value) ->
                        line.append("  ").append(name).append(' ').append(Numbers.metric(name, value)));
        scores.seams()
                .forEach((module, values) -> values.forEach((name, value) -> line.append("  ")
                        .append(module)
                        .append(' ')
                        .append(name)
                        .append(' ')
                        .append(Numbers.metric(name, value))));
        out.println(line);
    }
}
