package dev.regimen.cli;

import dev.regimen.run.PredictionTable;
import dev.regimen.run.Run;
import dev.regimen.run.RunFolder;
import dev.regimen.task.Answer;
import dev.regimen.training.TrainingKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts for new inputs. */
@Command(
        name = "predict",
        description = {
            "Say what a trained system makes of new inputs, and how sure it is.",
            "Of a run with several trainings the one that did best on the validation examples predicts, "
                    + "unless --regimen and --seed choose another."
        })
final class PredictCommand implements Callable<Integer> {
    /** How predictions are written. */
    enum Format {
        TABLE,
        JSON,
        CSV
    }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The run's folder.")
    private Path folder;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "INPUT",
            description =
                    "Files like those of the training data; for digit-sum as many images as a tuple has, in order.")
    private List<Path> inputs;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, json or csv; table unless given. The others have the probabilities of all classes.")
    private Format format = Format.TABLE;

    @Option(
            names = "--masks",
            paramLabel = "DIR",
            description =
                    "Also write what is said of every pixel, as an image for each input: a PNG file with a palette.")
    private Path masks;

    @Mixin
    private TrainingOptions trainings;

    @Override
    public Integer call() {
        try (Run run = Run.of(RunFolder.open(folder))) {
            TrainingKey key = run.best(trainings.wanted(run.plan()));
            PredictionTable table = run.predict(key, inputs);
            List<Path> written = masks == null ? List.of() : table.masks().save(masks);
            print(key, table);
            if (format == Format.TABLE) {
                tellMasks(table, written);
            }
        }
        return 0;
    }

    private void print(TrainingKey key, PredictionTable table) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TABLE -> {
                out.println("predicted by " + key);
                out.println();
                out.print(render(table));
            }
            case JSON -> out.print(table.toJson());
            case CSV -> out.print(table.toCsv());
        }
        out.flush();
    }

    private void tellMasks(PredictionTable table, List<Path> written) {
        PrintWriter out = spec.commandLine().getOut();
        if (!written.isEmpty()) {
            out.println();
            out.println(written.size() + (written.size() == 1 ? " mask" : " masks") + " in " + masks);
        } else if (!table.masks().classes().isEmpty()) {
            out.println();
            out.println("Of pixels the most common class is told; --masks DIR writes all of them.");
        }
        out.flush();
    }

    private static String render(PredictionTable table) {
        List<String> headings = new ArrayList<>(List.of("input"));
        table.targets().forEach((module, target) -> headings.add(target + " by " + module));
        TextTable text = new TextTable(headings.toArray(String[]::new));
        for (PredictionTable.Row row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.input()));
            row.answers()
                    .values()
                    .forEach(items ->
                            cells.add(items.stream().map(PredictCommand::words).collect(Collectors.joining(", "))));
            text.row(cells.toArray(String[]::new));
        }
        return text.render();
    }

    private static String words(Answer answer) {
        if (answer.value() != null) {
            return String.format(Locale.ROOT, "%.4g", answer.value());
        }
        if (answer.said() != null && answer.probability() == null) {
            return answer.said().isEmpty() ? "nothing" : answer.said();
        }
        if (answer.abstains()) {
            return "no answer";
        }
        return answer.said() == null
                ? "not a number"
                : answer.said() + String.format(Locale.ROOT, " (%.1f %%)", 100 * answer.probability());
    }
}
