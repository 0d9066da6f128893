package dev.regimen.examples;

import dev.regimen.budget.Budget;
import dev.regimen.comparison.Comparison;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.Contender;
import dev.regimen.comparison.Protocol;
import dev.regimen.comparison.ResultStore;
import dev.regimen.ensemble.MajorityVote;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.StepByStep;
import dev.regimen.task.DigitSumSettings;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Keep;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TrainerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two modules that add up handwritten digits, trained in three ways and compared; nothing is written to files. */
public final class CompareInJava {
    private CompareInJava() {}

    public static void main(String[] arguments) {
        ComparisonResult result = compare(Budget.examples(48_000), List.of(1L, 2L, 3L));
        result.verdicts().values().forEach(System.out::println);
        result.pairs().forEach(pair -> System.out.println(pair.verdict()));
    }

    /** Trains each contender with each seed. */
    static ComparisonResult compare(Budget budget, List<Long> seeds) {
        ModelSpec model = ModelSpec.of(
                ModuleSpec.of("reader", "image", ConvStack.of(10, 16, 32)).each("digits"),
                ModuleSpec.of("adder", "reader", Mlp.of(10, 128, 128)));
        List<Contender> contenders = List.of(
                new Contender("end-to-end", "end-to-end", new EndToEnd()),
                new Contender("step-by-step", "step-by-step", new StepByStep()),
                new Contender("voted", "ensemble", Ensemble.of(3, new StepByStep(), new MajorityVote())));
        TrainerSettings settings =
                new TrainerSettings(64, AdamSettings.defaults(), Map.of(), budget.part(1.0 / 20), Keep.LAST, null, 30);
        Protocol protocol = new Protocol(budget, seeds, Optional.empty(), Optional.of(0.9));
        try (Examples examples = DigitSumSettings.of(2, 10).open(Path.of(""));
                Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            Task task = new Task(
                    examples,
                    new CrossEntropy("adder", "sum"),
                    Map.of("reader", new CrossEntropy("reader", "digit")),
                    List.of(new Accuracy()));
            ComparisonPlan plan = new ComparisonPlan("sums", model, seed -> task, settings, contenders, protocol);
            return new Comparison(plan, ResultStore.NONE, Surroundings.plain(workers))
                    .run()
                    .orElseThrow();
        }
    }
}
