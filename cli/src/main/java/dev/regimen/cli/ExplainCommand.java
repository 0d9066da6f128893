package dev.regimen.cli;

import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.Contender;
import dev.regimen.config.Experiment;
import dev.regimen.config.ExperimentFile;
import dev.regimen.data.Names;
import dev.regimen.explanation.Explainer;
import dev.regimen.explanation.Explanation;
import dev.regimen.run.RunArchive;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
        long seed = experiment.seeds().numbers().get(0);
        try (Examples examples = read.open(ExperimentOptions.folderOf(file), seed);
                Workers workers = new Workers(1)) {
            read.check(examples);
            Task task = experiment.task(examples);
            ComparisonPlan plan = experiment.plan(read.catalog(), any -> task);
            RunArchive archive = RunArchive.of(read, plan.protocol().seeds(), ExperimentOptions.folderOf(file));
            Explainer explainer = new Explainer(plan.spec(), task, plan.settings(), workers).reaching(archive);
            for (Contender contender : plan.contenders()) {
                if (regimen == null || regimen.equals(contender.name())) {
                    print(read.locating(
                            "regimens." + contender.name(),
                            () -> explainer.explain(
                                    contender.name(),
                                    contender.regimen(),
                                    plan.protocol().budget(),
                                    seed)));
                }
            }
        }
        return 0;
    }

    private void print(Explanation explanation) {
        Terminal terminal = Terminal.of(spec.commandLine().getOut());
        terminal.out().println(new ExplanationText(explanation, terminal.columns()).render());
        terminal.out().println();
        terminal.out().flush();
    }
}
