package dev.regimen.cli;

import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.Contender;
import dev.regimen.config.Catalog;
import dev.regimen.config.Experiment;
import dev.regimen.config.ExperimentFile;
import dev.regimen.data.Names;
import dev.regimen.explanation.Arrival;
import dev.regimen.explanation.Explainer;
import dev.regimen.explanation.Explanation;
import dev.regimen.explanation.ModuleShare;
import dev.regimen.explanation.PhaseExplanation;
import dev.regimen.task.Examples;
import dev.regimen.torch.Workers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what each regimen trains by what, and what that is called. */
@Command(
        name = "explain",
        description =
                "Say what is trained by what, proved on one real batch: is this end-to-end, step by step, an ensemble?")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE.yaml",
            description = "The experiment; the embedded one unless given.")
    private Path file;

    @Option(names = "--regimen", paramLabel = "NAME", description = "One regimen only.")
    private String regimen;

    @Mixin
    private ExperimentOptions options;

    @Override
    public Integer call() {
        ExperimentFile read = options.read(file, List.of());
        Experiment experiment = read.experiment();
        if (regimen != null && !experiment.regimens().containsKey(regimen)) {
            throw new IllegalArgumentException("--regimen: "
                    + Names.unknown("regimen", regimen, experiment.regimens().keySet()));
        }
        try (Examples examples = experiment.data().open(ExperimentOptions.folderOf(file), OptionalLong.empty());
                Workers workers = new Workers(1)) {
            read.check(examples);
            ComparisonPlan plan = experiment.plan(Catalog.standard(), seed -> experiment.task(examples));
            Explainer explainer = new Explainer(plan.spec(), experiment.task(examples), plan.settings(), workers);
            for (Contender contender : plan.contenders()) {
                if (regimen == null || regimen.equals(contender.name())) {
                    long seed = plan.protocol().seeds().get(0);
                    print(explainer.explain(
                            contender.name(),
                            contender.regimen(),
                            plan.protocol().budget(),
                            seed));
                }
            }
        }
        return 0;
    }

    private void print(Explanation explanation) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(explanation.regimen() + ": " + explanation.verdict().title());
        out.println("  " + explanation.verdict().reason());
        explanation.phases().forEach(phase -> print(out, phase));
        out.println();
        out.flush();
    }

    private static void print(PrintWriter out, PhaseExplanation phase) {
        String member = phase.members().stream()
                .map(index -> "member " + (index + 1) + ", ")
                .collect(Collectors.joining());
        String goals = phase.goals().stream()
                .map(goal -> String.join(" + ", goal.heads()))
                .collect(Collectors.joining("; "));
        out.println();
        out.println("  " + member + "phase " + phase.phase() + ", " + phase.budget() + ", towards: " + goals);
        TextTable table = new TextTable("module", "role", "parameters trained", "gradient that arrives, by goal");
        for (ModuleShare module : phase.modules()) {
            table.row(
                    module.module(),
                    module.role().toString(),
                    Numbers.count((double) module.trainedParameters()),
                    module.arrivals().stream().map(ExplainCommand::arrival).collect(Collectors.joining("; ")));
        }
        table.render().lines().forEach(line -> out.println("    " + line));
    }

    private static String arrival(Arrival arrival) {
        return switch (arrival.reach()) {
            case REACHED -> String.format(Locale.ROOT, "%.3g", arrival.norm());
            case ZERO -> "exactly zero";
            case NOT_CONNECTED -> "no way there";
            case NOT_ASKED -> "-";
        };
    }
}
