package dev.regimen.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.ensemble.EnsemblePredictor;
import dev.regimen.ensemble.MajorityVote;
import dev.regimen.explanation.ModuleShare.Role;
import dev.regimen.explanation.Verdict.Kind;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.Stage;
import dev.regimen.regimen.StepByStep;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Sampling;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What modules of different kinds are together: the question that people ask. */
class CombinationsTest {
    private final Workers workers = new Workers(2);
    private final Task task = TinySystem.task();

    @AfterEach
    void close() {
        workers.close();
        task.examples().close();
    }

    /** "I use a CNN and an RNN together: is this end-to-end, or an ensemble?" */
    @Test
    void aCnnAndAnRnnAreWhatTheirGradientsMakeThem() {
        ModelSpec chain = ModelSpec.of(
                ModuleSpec.of("reader", "point", new Nets.Cnn(4)), ModuleSpec.of("judge", "reader", new Nets.Rnn(2)));
        Explanation joint = explain(chain, task, new EndToEnd());
        assertThat(joint.verdict().kind()).isEqualTo(Kind.END_TO_END);
        assertThat(joint.verdict().reason()).contains("different kinds (cnn and rnn) work together decides nothing");
        assertThat(joint.phases().get(0).modules()).extracting(ModuleShare::net).containsExactly("cnn", "rnn");
        assertThat(explain(chain, task, new StepByStep()).verdict().kind()).isEqualTo(Kind.STEP_BY_STEP);

        Regimen votes = new TwoModels(single(new Nets.Cnn(2)), single(new Nets.Rnn(2)));
        Verdict apart = explain(chain, task, votes).verdict();
        assertThat(apart.title()).isEqualTo("ensemble of 2 independent members, each end-to-end");
        assertThat(apart.reason()).contains("different kinds (cnn and rnn) work together decides nothing");

        ModelSpec averaged = ModelSpec.of(
                ModuleSpec.of("cnn", "point", new Nets.Cnn(2)),
                ModuleSpec.of("rnn", "point", new Nets.Rnn(2)),
                new ModuleSpec("judge", List.of("cnn", "rnn"), Optional.empty(), Nets.MEAN));
        Explanation fused = explain(averaged, withoutSeams(), new EndToEnd());
        assertThat(fused.verdict().kind()).isEqualTo(Kind.FUSION);
        assertThat(fused.phases().get(0).modules().get(2).role()).isEqualTo(Role.NO_PARAMETERS);

        StepByStep inTurn = new StepByStep(List.of(Stage.of("cnn"), Stage.of("rnn")), null, null, null);
        Verdict branches = explain(averaged, branchSeams(), inTurn).verdict();
        assertThat(branches.kind()).isEqualTo(Kind.ENSEMBLE);
        assertThat(branches.title()).isEqualTo("ensemble of 2 branches, trained apart");
        assertThat(branches.reason())
                .contains("cnn in phase 1 by the objective at a seam (cnn on parity)")
                .contains("trained apart and then combined are an ensemble");
    }

    /** A branch that reads another, or a combination that learns, is more than an ensemble. */
    @Test
    void branchesThatLearnFromEachOtherAreNoEnsemble() {
        StepByStep inTurn =
                new StepByStep(List.of(Stage.of("cnn"), Stage.of("rnn"), Stage.of("judge")), null, null, null);
        ModelSpec learned = ModelSpec.of(
                ModuleSpec.of("cnn", "point", new Nets.Cnn(2)),
                ModuleSpec.of("rnn", "point", new Nets.Rnn(2)),
                new ModuleSpec("both", List.of("cnn", "rnn"), Optional.empty(), Nets.MEAN),
                ModuleSpec.of("judge", "both", TinySystem.hidden(8, 2)));
        assertThat(explain(learned, branchSeams(), inTurn).verdict().kind()).isEqualTo(Kind.STEP_BY_STEP);

        ModelSpec reading = ModelSpec.of(
                ModuleSpec.of("cnn", "point", new Nets.Cnn(2)),
                ModuleSpec.of("rnn", "cnn", new Nets.Rnn(2)),
                new ModuleSpec("judge", List.of("cnn", "rnn"), Optional.empty(), Nets.MEAN));
        StepByStep two = new StepByStep(List.of(Stage.of("cnn"), Stage.of("rnn")), null, null, null);
        assertThat(explain(reading, branchSeams(), two).verdict().kind()).isEqualTo(Kind.STEP_BY_STEP);
    }

    /** A regimen of the user's own: two different models, each trained end-to-end, that vote. */
    private record TwoModels(ModelSpec first, ModelSpec second) implements Regimen {
        @Override
        public TrainingResult train(Trainer trainer, Budget budget) {
            Task plain = trainer.task().withObjectives(new CrossEntropy("judge", "parity"), Map.of());
            Trainer[] trainers = {
                trainer.forMember(0, Sampling.ALL).with(first, plain, trainer.settings()),
                trainer.forMember(1, Sampling.ALL).with(second, plain, trainer.settings())
            };
            List<TrainingResult> members =
                    List.of(new EndToEnd().train(trainers[0], budget), new EndToEnd().train(trainers[1], budget));
            var predictors = members.stream().map(TrainingResult::predictor).toList();
            return new TrainingResult(
                    new EnsemblePredictor(predictors, new MajorityVote(), plain),
                    List.of(),
                    members,
                    members.get(0).stop());
        }
    }

    private static ModelSpec single(Net net) {
        return ModelSpec.of(ModuleSpec.of("judge", "point", net));
    }

    private Task withoutSeams() {
        return task.withObjectives(task.objective(), Map.of());
    }

    private Task branchSeams() {
        return task.withObjectives(
                task.objective(),
                Map.of("cnn", new CrossEntropy("cnn", "parity"), "rnn", new CrossEntropy("rnn", "parity")));
    }

    private Explanation explain(ModelSpec spec, Task of, Regimen regimen) {
        return new Explainer(spec, of, TinySystem.settings(), workers)
                .explain("tiny", regimen, Budget.examples(320), 7);
    }
}
