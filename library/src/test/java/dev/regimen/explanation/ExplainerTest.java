package dev.regimen.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.budget.Budget;
import dev.regimen.data.Batch;
import dev.regimen.ensemble.MajorityVote;
import dev.regimen.ensemble.Stacking;
import dev.regimen.explanation.Arrival.Reach;
import dev.regimen.explanation.ModuleShare.Role;
import dev.regimen.explanation.Verdict.Kind;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.regimen.Auxiliary;
import dev.regimen.regimen.Control;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.Fusion;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.Snapshots;
import dev.regimen.regimen.Stage;
import dev.regimen.regimen.StepByStep;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Sample;
import dev.regimen.task.Task;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import dev.regimen.torch.Workers;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private final Workers workers = new Workers(2);
    private final Task task = TinySystem.task();

    @AfterEach
    void close() {
        workers.close();
        task.examples().close();
    }

    @Test
    void endToEndTrainsAllByTheFinalObjectiveAlone() {
        Explanation explanation = explain(new EndToEnd());
        assertThat(explanation.verdict().kind()).isEqualTo(Kind.END_TO_END);
        assertThat(explanation.verdict().title()).isEqualTo("end-to-end");
        assertThat(explanation.verdict().reason())
                .contains("reader and judge are trained at once")
                .contains("the final objective (judge on parity) arrives in each")
                .contains("not an ensemble");
        PhaseExplanation phase = explanation.phases().get(0);
        assertThat(phase.goals()).containsExactly(new PhaseGoal(PhaseGoal.Aim.FINAL, List.of("judge on parity"), 1));
        assertThat(phase.modules()).extracting(ModuleShare::role).containsOnly(Role.TRAINED);
        assertThat(phase.modules().get(0).parameters()).isEqualTo(16 * 2 + 4 * 16);
        assertThat(phase.modules().get(0).trainedParameters()).isEqualTo(16 * 2 + 4 * 16);
        assertThat(phase.modules())
                .allSatisfy(module ->
                        assertThat(module.arrivals().get(0).norm()).isPositive().isFinite());
        assertThat(phase.budget()).isEqualTo(Budget.examples(320));
    }

    @Test
    void stepByStepTrainsEachByItsOwnObjective() {
        Explanation explanation = explain(new StepByStep());
        assertThat(explanation.verdict().kind()).isEqualTo(Kind.STEP_BY_STEP);
        assertThat(explanation.verdict().reason())
                .contains("reader in phase 1 by the objective at a seam (reader on quadrant)")
                .contains("judge in phase 2 by the final objective (judge on parity)")
                .contains("never arrives in reader");
        assertThat(explanation.phases()).hasSize(2);
        PhaseExplanation first = explanation.phases().get(0);
        assertThat(first.modules()).extracting(ModuleShare::role).containsExactly(Role.TRAINED, Role.NOT_NEEDED);
        PhaseExplanation second = explanation.phases().get(1);
        assertThat(second.modules()).extracting(ModuleShare::role).containsExactly(Role.FORWARD_ONLY, Role.TRAINED);
        assertThat(second.modules().get(0).arrivals()).containsExactly(Arrival.NOT_ASKED);
        assertThat(second.modules().get(0).trainedParameters()).isZero();
    }

    @Test
    void auxiliaryShowsEachGoalsGradientByItself() {
        Explanation explanation = explain(new Auxiliary());
        assertThat(explanation.verdict().kind()).isEqualTo(Kind.AUXILIARY);
        PhaseExplanation phase = explanation.phases().get(0);
        assertThat(phase.goals()).extracting(PhaseGoal::aim).containsExactly(PhaseGoal.Aim.FINAL, PhaseGoal.Aim.SEAM);
        ModuleShare reader = phase.modules().get(0);
        ModuleShare judge = phase.modules().get(1);
        assertThat(reader.arrivals()).extracting(Arrival::reach).containsExactly(Reach.REACHED, Reach.REACHED);
        assertThat(judge.arrivals()).extracting(Arrival::reach).containsExactly(Reach.REACHED, Reach.NOT_CONNECTED);
        double half = explain(new Auxiliary(Map.of("reader", 0.5), 1.0))
                .phases()
                .get(0)
                .modules()
                .get(0)
                .arrivals()
                .get(1)
                .norm();
        assertThat(half).isCloseTo(reader.arrivals().get(1).norm() / 2, within(1e-6));
    }

    @Test
    void fineTuningIsBothOneAfterTheOther() {
        Verdict verdict = explain(StepByStep.thenEndToEnd()).verdict();
        assertThat(verdict.kind()).isEqualTo(Kind.MIXED);
        assertThat(verdict.title()).isEqualTo("step by step, then end-to-end");
        assertThat(verdict.reason()).contains("phase 3 trains reader and judge together on the final objective");
        Verdict pretrained = explain(
                        new StepByStep(List.of(Stage.of("reader"), Stage.of("reader", "judge")), null, null, null))
                .verdict();
        assertThat(pretrained.title()).isEqualTo("reader alone, then end-to-end");
    }

    @Test
    void controlTrainsOneModuleWhileTheOthersAreTrainedAndFrozen() {
        Explanation explanation = explain(new Control("reader", null));
        assertThat(explanation.verdict().kind()).isEqualTo(Kind.CONTROL);
        assertThat(explanation.verdict().title()).isEqualTo("control: reader alone on the final objective");
        List<PhaseExplanation> phases = explanation.phases();
        PhaseExplanation last = phases.get(phases.size() - 1);
        assertThat(last.modules()).extracting(ModuleShare::role).containsExactly(Role.TRAINED, Role.PASSED);
        assertThat(last.fresh()).containsExactly("reader");
        assertThat(explain(new Control("judge", null)).verdict().kind()).isEqualTo(Kind.CONTROL);
    }

    @Test
    void anEnsemblesMembersAreJudgedOneByOne() {
        Explanation explanation = explain(Ensemble.of(3, new StepByStep(), new MajorityVote()));
        assertThat(explanation.verdict().kind()).isEqualTo(Kind.ENSEMBLE);
        assertThat(explanation.verdict().title()).isEqualTo("ensemble of 3 independent members, each step by step");
        assertThat(explanation.verdict().members())
                .extracting(Verdict::kind)
                .containsExactly(Kind.STEP_BY_STEP, Kind.STEP_BY_STEP, Kind.STEP_BY_STEP);
        assertThat(explanation.phases())
                .extracting(PhaseExplanation::members)
                .containsExactly(List.of(0), List.of(0), List.of(1), List.of(1), List.of(2), List.of(2));
        Double first =
                explanation.phases().get(0).modules().get(0).arrivals().get(0).norm();
        Double second =
                explanation.phases().get(2).modules().get(0).arrivals().get(0).norm();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aCombinerThatIsFittedIsSaidToBe() {
        assertThat(explain(Ensemble.of(2, new EndToEnd(), new Stacking(null)))
                        .verdict()
                        .reason())
                .contains("combined is fitted as well, to labels of the validation examples (parity)");
        assertThat(explain(Ensemble.of(2, new EndToEnd(), new MajorityVote()))
                        .verdict()
                        .reason())
                .doesNotContain("fitted");
    }

    @Test
    void membersMayDifferAndBeEnsemblesThemselves() {
        Ensemble inner = Ensemble.of(2, new EndToEnd(), null);
        Verdict verdict = explain(new Ensemble(null, null, List.of(inner, new StepByStep()), null, null, null, null))
                .verdict();
        assertThat(verdict.title())
                .isEqualTo("ensemble of 2 independent members: 1 ensemble of 2 independent members, each end-to-end"
                        + " and 1 step by step");
        assertThat(verdict.members().get(0).members()).hasSize(2);
    }

    @Test
    void snapshotsAreNotIndependent() {
        Verdict verdict = explain(new Snapshots(3, null, null, null)).verdict();
        assertThat(verdict.kind()).isEqualTo(Kind.ENSEMBLE);
        assertThat(verdict.title()).isEqualTo("ensemble of 3 snapshots of one training, each end-to-end");
        assertThat(verdict.reason()).contains("not independent").doesNotContain("of its own");
    }

    @Test
    void fusionIsEndToEndTrainingOfOneLargerModel() {
        Verdict verdict = explain(new Fusion(3, null)).verdict();
        assertThat(verdict.kind()).isEqualTo(Kind.FUSION);
        assertThat(verdict.title()).isEqualTo("fusion of 3 branches, which is end-to-end");
        assertThat(verdict.reason()).contains("judge-1, judge-2 and judge-3").contains("looks like an ensemble");
        assertThat(explain(new Fusion(2, new StepByStep())).verdict().kind()).isEqualTo(Kind.STEP_BY_STEP);
    }

    /** The regimen says it trains everything; the graph says otherwise. */
    @Test
    void believesTheGraphAndNotTheRegimen() {
        for (Net gate : List.of(Nets.ROUNDING, Nets.CUTTING)) {
            ModelSpec gated = ModelSpec.of(
                    ModuleSpec.of("reader", "point", TinySystem.hidden(16, 4)),
                    ModuleSpec.of("gate", "reader", gate),
                    ModuleSpec.of("judge", "gate", TinySystem.hidden(8, 2)));
            Explanation explanation = explain(gated, task, new EndToEnd());
            assertThat(explanation.verdict().title()).isEqualTo("partly trained");
            assertThat(explanation.verdict().reason())
                    .startsWith(
                            gate == Nets.ROUNDING
                                    ? "The gradient in reader is exactly zero at the initial weights, although a phase is"
                                    : "No gradient arrives in reader, although a phase is to train it")
                    .contains("only judge is trained");
            ModuleShare reader = explanation.phases().get(0).modules().get(0);
            assertThat(reader.role()).isEqualTo(Role.UNREACHED);
            assertThat(reader.arrivals().get(0).reach())
                    .isEqualTo(gate == Nets.ROUNDING ? Reach.ZERO : Reach.NOT_CONNECTED);
            // With objectives of their own on both sides of it, the gate does no harm.
            assertThat(explain(gated, task, new StepByStep()).verdict().kind()).isEqualTo(Kind.STEP_BY_STEP);
        }
    }

    @Test
    void isNotFooledByWeightsThatStartAtZero() {
        ModelSpec zeros = ModelSpec.of(
                ModuleSpec.of("reader", "point", TinySystem.hidden(16, 4)),
                ModuleSpec.of("judge", "reader", Nets.zeros(2)));
        Explanation explanation = explain(zeros, task, new EndToEnd());
        assertThat(explanation.verdict().kind()).isEqualTo(Kind.END_TO_END);
        assertThat(explanation
                        .phases()
                        .get(0)
                        .modules()
                        .get(0)
                        .arrivals()
                        .get(0)
                        .norm())
                .isZero();
    }

    /** The gradient of cross-entropy at a linear map of zeros is the mean of (1/2 - [class]) times the input. */
    @Test
    void measuresTheNormThatTheEquationGives() {
        ModelSpec alone = ModelSpec.of(ModuleSpec.of("judge", "point", Nets.zeros(2)));
        Explanation explanation = explain(alone, withoutSeams(), new EndToEnd());
        double x = 0;
        double y = 0;
        try (PointerScope scope = new PointerScope()) {
            Batch batch = task.examples()
                    .training(Seeds.derive(7, "examples/0"), 16, Sample.ALL)
                    .next(null);
            float[] points = TensorData.toFloats(batch.value("point"));
            long[] classes = TensorData.toLongs(batch.value("parity"));
            for (int i = 0; i < 16; i++) {
                x += (0.5 - classes[i]) * points[2 * i] / 16;
                y += (0.5 - classes[i]) * points[2 * i + 1] / 16;
            }
        }
        double norm =
                explanation.phases().get(0).modules().get(0).arrivals().get(0).norm();
        assertThat(norm).isCloseTo(Math.sqrt(2 * (x * x + y * y)), within(1e-6));
    }

    @Test
    void leavesTheModelAsItWas() {
        Regimen watching = (trainer, budget) -> {
            Map<String, float[]> before = weights(trainer);
            PhaseReport report = trainer.run(phase(
                    "joint",
                    Set.of("reader", "judge"),
                    List.of(Goal.of(trainer.task().objective())),
                    budget));
            weights(trainer)
                    .forEach((name, values) -> assertThat(values).as(name).isEqualTo(before.get(name)));
            return result(trainer, List.of(report));
        };
        assertThat(explain(watching).verdict().kind()).isEqualTo(Kind.END_TO_END);
    }

    private static Map<String, float[]> weights(Trainer trainer) {
        Map<String, float[]> values = new LinkedHashMap<>();
        trainer.weights().forEach((name, tensor) -> values.put(name, TensorData.toFloats(tensor)));
        return values;
    }

    @Test
    void localObjectivesSideBySideAreNeitherEndToEndNorStepByStep() {
        Regimen local = (trainer, budget) -> {
            Set<String> both = new LinkedHashSet<>(List.of("reader", "judge"));
            List<Goal> goals = List.of(
                    new Goal(trainer.task().seams().get("reader"), 1, Set.of("reader")),
                    new Goal(trainer.task().objective(), 1, Set.of("judge")));
            return result(trainer, List.of(trainer.run(phase("local", both, goals, budget))));
        };
        Explanation explanation = explain(local);
        assertThat(explanation.verdict().kind()).isEqualTo(Kind.MIXED);
        assertThat(explanation.verdict().title()).isEqualTo("side by side, each on objectives of its own");
        assertThat(explanation.phases().get(0).modules().get(0).arrivals().get(1))
                .isEqualTo(Arrival.NOT_ASKED);
    }

    @Test
    void modulesInTurnAreNotStepByStep() {
        Regimen turns = (trainer, budget) -> {
            List<Goal> goals = List.of(Goal.of(trainer.task().objective()));
            List<PhaseReport> reports = List.of(
                    trainer.run(phase("one", Set.of("reader"), goals, budget)),
                    trainer.run(phase("two", Set.of("judge"), goals, budget)),
                    trainer.run(phase("three", Set.of("reader"), goals, budget)));
            return result(trainer, reports);
        };
        Explanation explanation = explain(turns);
        assertThat(explanation.verdict().title()).isEqualTo("parts in turn");
        assertThat(explanation.verdict().reason()).contains("In no phase does the gradient of the final objective");
        assertThat(explanation.phases().get(0).modules().get(1).role()).isEqualTo(Role.PASSED);
    }

    @Test
    void aModuleThatNoPhaseTrainsIsNamed() {
        Regimen half = (trainer, budget) -> result(
                trainer,
                List.of(trainer.run(phase(
                        "half", Set.of("judge"), List.of(Goal.of(trainer.task().objective())), budget))));
        assertThat(explain(half).verdict().reason())
                .startsWith("No phase trains reader. So reader keeps its initial weights; only judge is trained.");
    }

    @Test
    void refusesWhatTheRegimenRefuses() {
        Task seamless = withoutSeams();
        assertThatThrownBy(() -> explain(TinySystem.spec(), seamless, new StepByStep()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a module with an objective of its own");
    }

    private Task withoutSeams() {
        return task.withObjectives(task.objective(), Map.of());
    }

    private Explanation explain(Regimen regimen) {
        return explain(TinySystem.spec(), task, regimen);
    }

    private Explanation explain(ModelSpec spec, Task of, Regimen regimen) {
        return new Explainer(spec, of, TinySystem.settings(), workers)
                .explain("tiny", regimen, Budget.examples(320), 7);
    }

    private static Phase phase(String name, Set<String> modules, List<Goal> goals, Budget budget) {
        Map<String, OptimizerSettings> optimizers = new LinkedHashMap<>();
        modules.forEach(module -> optimizers.put(module, TinySystem.settings().optimizer()));
        return new Phase(name, modules, Set.of(), goals, optimizers, budget);
    }

    private static TrainingResult result(Trainer trainer, List<PhaseReport> reports) {
        return new TrainingResult(
                trainer.predictor(), reports, List.of(), reports.get(0).stop());
    }
}
