package dev.regimen.training;

import static dev.regimen.training.TinyPhases.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.regimen.budget.StopReason;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Softmax;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.optimizer.AdamWSettings;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.RmsPropSettings;
import dev.regimen.optimizer.SgdSettings;
import dev.regimen.training.TinyPhases.Pass;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What freezing gets wrong where it is a flag on parameters. */
class FreezingTest {
    private static final OptimizerSettings ADAM = TinySystem.adam(0.01);
    private final TinyPhases tiny = new TinyPhases();

    /** Each of which moves a parameter without a gradient unless it is kept from it. */
    static Stream<OptimizerSettings> restless() {
        return Stream.of(
                new SgdSettings(0.05, 0.9, true, null, 0.1, null, null),
                new AdamSettings(0.01, null, null, null, 0.1, null, null),
                new AdamWSettings(0.01, null, null, null, 0.5, null, null),
                new RmsPropSettings(0.01, null, null, 0.9, null, 0.1, null, null));
    }

    @AfterEach
    void close() {
        tiny.close();
    }

    @ParameterizedTest
    @MethodSource("restless")
    void neitherWeightDecayNorMomentumMovesFrozenParameters(OptimizerSettings optimizer) {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.joint(optimizer, 5));
            Map<String, float[]> frozen = weights(trainer, "reader");
            Map<String, float[]> trained = weights(trainer, "judge");
            trainer.run(tiny.judge(optimizer, 5));
            assertSame(frozen, weights(trainer, "reader"));
            assertAllMoved(trained, weights(trainer, "judge"));
        }
    }

    @ParameterizedTest
    @MethodSource("restless")
    void neitherMovesParametersThatAreTrainedButNoGoalReaches(OptimizerSettings optimizer) {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.joint(optimizer, 5));
            Map<String, float[]> before = weights(trainer, "reader");
            trainer.run(onlyTheJudgeIsReached(optimizer));
            Map<String, float[]> after = weights(trainer, "reader");
            assertThat(after.get("reader/first")).isEqualTo(before.get("reader/first"));
            assertThat(after.get("reader/second")).isEqualTo(before.get("reader/second"));
        }
    }

    /** Frozen before the trained module, and frozen behind it, where its gradient passes through. */
    @Test
    void theBatchNormStatisticsOfAFrozenModuleDoNotMove() {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.joint(ADAM, 5));
            Map<String, float[]> reader = weights(trainer, "reader");
            trainer.run(tiny.judge(ADAM, 5));
            assertSame(reader, weights(trainer, "reader"));
            Map<String, float[]> judge = weights(trainer, "judge");
            trainer.run(TinyPhases.phase("behind", Goal.of(tiny.task().objective()), ADAM, 5, "reader"));
            assertSame(judge, weights(trainer, "judge"));
            assertThat(judge).containsKeys("judge/running-mean", "judge/running-variance");
            assertAllMoved(reader, weights(trainer, "reader"));
        }
    }

    @Test
    void aFrozenModuleIsNotRunInTrainingMode() {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.judge(ADAM, 5));
            assertThat(tiny.passes()).extracting(Pass::training).isNotEmpty().containsOnly(false);
        }
    }

    @Test
    void aModuleIsNotLeftInEvaluationModeByAFreeze() {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.judge(ADAM, 5));
            tiny.passes();
            trainer.run(tiny.joint(ADAM, 5));
            assertThat(tiny.passes()).filteredOn(Pass::training).hasSize(5);
        }
    }

    /** The first gradient of a phase is taken after the freeze, not with the flags of the phase before. */
    @Test
    void aFreezeComesBeforeTheFirstPass() {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.joint(ADAM, 5));
            assertThat(tiny.passes()).filteredOn(Pass::gradients).hasSizeGreaterThanOrEqualTo(5);
            trainer.run(tiny.judge(ADAM, 5));
            assertThat(tiny.passes())
                    .extracting(Pass::gradients)
                    .hasSizeGreaterThanOrEqualTo(5)
                    .containsOnly(false);
        }
    }

    @Test
    void aGradientFromBeforeTheFreezeMovesNothingAfterIt() {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.joint(ADAM, 5));
            Map<String, float[]> before = weights(trainer, "reader");
            assertThat(trainer.weights().get("reader/first").grad().defined()).isTrue();
            trainer.run(tiny.judge(ADAM, 5));
            trainer.run(onlyTheJudgeIsReached(ADAM));
            assertThat(weights(trainer, "reader").get("reader/first")).isEqualTo(before.get("reader/first"));
        }
    }

    @Test
    void noParameterIsInNoOptimizerAfterUnfreezing() {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.reader(ADAM, 5));
            trainer.run(tiny.judge(ADAM, 5));
            Map<String, float[]> reader = weights(trainer, "reader");
            Map<String, float[]> judge = weights(trainer, "judge");
            trainer.run(tiny.joint(ADAM, 5));
            assertAllMoved(reader, weights(trainer, "reader"));
            assertAllMoved(judge, weights(trainer, "judge"));
        }
    }

    @Test
    void nothingAsksForGradientsBetweenPhases() {
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(tiny.joint(ADAM, 5));
            assertThat(trainer.weights().values()).noneMatch(tensor -> tensor.requires_grad());
        }
    }

    @Test
    void aModuleWithoutParametersNeedsNoOptimizer() {
        try (Trainer trainer = tiny.trainer(withGlue(), CheckpointStore.NONE, () -> false)) {
            Map<String, float[]> reader = weights(trainer, "reader");
            Goal goal = Goal.of(tiny.task().objective());
            PhaseReport report = trainer.run(TinyPhases.phase("joint", goal, ADAM, 5, "reader", "glue", "judge"));
            assertThat(report.stop()).isEqualTo(StopReason.BUDGET_SPENT);
            assertAllMoved(reader, weights(trainer, "reader"));
        }
    }

    @Test
    void aPhaseWithNothingToMoveIsRefused() {
        try (Trainer trainer = tiny.trainer(withGlue(), CheckpointStore.NONE, () -> false)) {
            Phase phase = TinyPhases.phase("glue", Goal.of(tiny.task().objective()), ADAM, 5, "glue");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trainer.run(phase))
                    .withMessage("phase 'glue' has nothing to train: [glue] has no parameters");
        }
    }

    private static ModelSpec withGlue() {
        return ModelSpec.of(
                ModuleSpec.of("reader", "point", TinySystem.hidden(16, 4)),
                ModuleSpec.of("glue", "reader", new Softmax()),
                ModuleSpec.of("judge", "glue", TinySystem.hidden(8, 2)));
    }

    private Phase onlyTheJudgeIsReached(OptimizerSettings optimizer) {
        Goal goal = new Goal(tiny.task().objective(), 1, Set.of("judge"));
        return TinyPhases.phase("reached", goal, optimizer, 5, "reader", "judge");
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> found) {
        expected.forEach((name, values) -> assertThat(found.get(name)).as(name).isEqualTo(values));
    }

    private static void assertAllMoved(Map<String, float[]> before, Map<String, float[]> after) {
        assertThat(before).isNotEmpty();
        before.forEach((name, values) -> assertThat(after.get(name)).as(name).isNotEqualTo(values));
    }
}
