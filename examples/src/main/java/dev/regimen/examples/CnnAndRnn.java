package dev.regimen.examples;

import dev.regimen.budget.Budget;
import dev.regimen.ensemble.MajorityVote;
import dev.regimen.explanation.Explainer;
import dev.regimen.explanation.Explanation;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Cell;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Recurrent;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.StepByStep;
import dev.regimen.task.DigitSumSettings;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Keep;
import dev.regimen.training.TrainerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A CNN reads each image of a sequence, an RNN reads over what it says. Is that end-to-end, or an ensemble? It depends
 * on how it is trained.
 */
public final class CnnAndRnn {
    private CnnAndRnn() {}

    public static void main(String[] arguments) {
        List<Regimen> regimens =
                List.of(new EndToEnd(), new StepByStep(), Ensemble.of(3, new EndToEnd(), new MajorityVote()));
        for (Explanation explanation : explain(regimens)) {
            System.out.println(explanation.verdict().title());
            System.out.println("    " + explanation.verdict().reason());
        }
    }

    /** What each of these ways to train the CNN and the RNN is, proved on one batch. */
    static List<Explanation> explain(List<Regimen> regimens) {
        ModelSpec model = ModelSpec.of(
                ModuleSpec.of("cnn", "image", ConvStack.of(10, 16, 32)).each("digits"),
                ModuleSpec.of("rnn", "cnn", Recurrent.of(Cell.LSTM, 32, 10)));
        TrainerSettings settings =
                new TrainerSettings(64, AdamSettings.defaults(), Map.of(), Budget.examples(6_400), Keep.LAST, null, 30);
        try (Examples examples = DigitSumSettings.of(3, 10).open(Path.of(""));
                Workers workers = new Workers(1)) {
            Task task = new Task(
                    examples,
                    new CrossEntropy("rnn", "sum"),
                    Map.of("cnn", new CrossEntropy("cnn", "digit")),
                    List.of(new Accuracy()));
            Explainer explainer = new Explainer(model, task, settings, workers);
            return regimens.stream()
                    .map(regimen -> explainer.explain("cnn-and-rnn", regimen, Budget.examples(64_000), 1))
                    .toList();
        }
    }
}
