package dev.regimen.cli;

import dev.regimen.run.Run;
import dev.regimen.run.RunFolder;
import dev.regimen.task.Scores;
import dev.regimen.training.TrainingKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(names = "--regimen", paramLabel = "NAME", description = "One contender only.")
    private String regimen;

    @Option(names = "--seed", paramLabel = "N", description = "One seed only.")
    private Long seed;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Run run = Run.of(RunFolder.open(folder))) {
            List<TrainingKey> keys = keys(run);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException(folder + " has no such training: its regimens are "
                        + run.plan().contenders().stream()
                                .map(each -> each.name())
                                .toList() + ", its seeds "
                        + run.plan().protocol().seeds());
            }
            out.println(folder + ", " + part.name().toLowerCase(java.util.Locale.ROOT) + " examples");
            keys.forEach(key -> print(out, key, run.evaluate(key, part == Part.TEST)));
            out.flush();
            return 0;
        }
    }

    private List<TrainingKey> keys(Run run) {
        List<TrainingKey> keys = new ArrayList<>();
        run.plan()
                .contenders()
                .forEach(contender -> run.plan().protocol().seeds().forEach(number -> {
                    boolean wanted = (regimen == null || regimen.equals(contender.name()))
                            && (seed == null || seed.equals(number));
                    if (wanted) {
                        keys.add(TrainingKey.of(contender.name(), number));
                    }
                }));
        return keys;
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
