package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.ensemble.CombinerSettings;
import dev.regimen.ensemble.MajorityVote;
import dev.regimen.ensemble.Mean;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Mlp;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.regimen.Control;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.ModuleSettings;
import dev.regimen.regimen.OtherModel;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.StepByStep;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Sampling;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorBytes;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.PlannedCost;
import dev.regimen.training.Point;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What several contenders begin with is trained once, and nothing but the time shows it. */
class SharedTrainingTest {
    private static final Contender JOINT = new Contender("joint", "end-to-end", new EndToEnd());
    private static final Contender READER = control("reader");
    private static final Contender JUDGE = control("judge");
    private static final Contender STAGED = new Contender("staged", "step-by-step", new StepByStep());
    private static final ModelSpec STACKABLE = ModelSpec.of(
            ModuleSpec.of("reader", "point", Mlp.of(4, 8)), ModuleSpec.of("judge", "reader", Mlp.of(2, 8)));
    private static Task task;

    private final List<String> evaluated = new CopyOnWriteArrayList<>();
    private final List<String> finished = new CopyOnWriteArrayList<>();
    private final List<TrainingKey> cohorts = new CopyOnWriteArrayList<>();
    private final Map<TrainingKey, PlannedCost> planned = new LinkedHashMap<>();
    private ModelSpec spec = TinySystem.spec();
    private final MemoryResults store = new MemoryResults();
    private Optional<Tuning> tuning = Optional.empty();
    private boolean sharing = true;
    private String killedIn;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void givesWhatEachAloneGives(int workers) {
        tuning = Optional.of(new Tuning(List.of(0.01, 0.02), 1, 0.5));
        List<ContenderResult> together = compare(workers, JOINT, STAGED, READER, JUDGE);
        for (ContenderResult contender : together) {
            store.results().clear();
            store.stores().clear();
            Contender alone = List.of(JOINT, STAGED, READER, JUDGE).stream()
                    .filter(other -> other.name().equals(contender.name()))
                    .findFirst()
                    .orElseThrow();
            assertSame(compare(1, alone), List.of(contender));
        }
    }

    @Test
    void trainsOnceWhatTwoControlsBeginWith() {
        List<ContenderResult> results = compare(2, READER, JUDGE);
        for (ContenderResult result : results) {
            PlannedCost cost = planned.get(TrainingKey.of(result.name(), 1));
            boolean leads = result.name().equals("control-reader");
            assertThat(cost.amount()).isEqualTo(leads ? 480 : 240); // the others are trained in a half of the budget
            if (leads) {
                assertThat(cost.flops()).isCloseTo(result.summary().flops(), withinPercentage(5)); // whole batches
            }
        }
        for (String seed : List.of("/seed-1", "/seed-2")) {
            for (String phase : List.of(" reader", " judge")) {
                assertThat(evaluated).contains("control-reader" + seed + phase);
                assertThat(evaluated).doesNotContain("control-judge" + seed + phase);
                assertThat(finished).contains("control-judge" + seed + phase);
            }
            assertThat(evaluated).contains("control-judge" + seed + " control of judge");
        }
    }

    @Test
    void trainsTwiceIfItIsNotToShare() {
        List<ContenderResult> shared = compare(1, READER, JUDGE);
        store.results().clear();
        store.stores().clear();
        evaluated.clear();
        sharing = false;
        planned.clear();
        assertSame(compare(1, READER, JUDGE), shared);
        assertThat(planned.values()).extracting(PlannedCost::amount).containsOnly(480.0);
        assertThat(evaluated).contains("control-reader/seed-1 reader", "control-judge/seed-1 reader");
    }

    /** What differs is how they are combined, and that the last one sees other examples. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true", "2, true"})
    void ensemblesOfTheSameMembersTrainThemOnce(int workers, boolean stackable) {
        spec = stackable ? STACKABLE : TinySystem.spec();
        Contender voted = ensemble("voted", new MajorityVote(), Sampling.ALL);
        Contender meant = ensemble("meant", new Mean(), Sampling.ALL);
        Contender bagged = ensemble("bagged", new Mean(), Sampling.BOOTSTRAP);
        List<ContenderResult> together = compare(workers, voted, meant, bagged);
        for (String member : List.of("/member-1", "/member-2")) {
            assertThat(evaluated)
                    .contains("voted/seed-1" + member + " end-to-end", "bagged/seed-2" + member + " end-to-end");
            assertThat(evaluated).doesNotContain("meant/seed-1" + member + " end-to-end");
            assertThat(finished).contains("meant/seed-1" + member + " end-to-end");
        }
        assertThat(cohorts).hasSize(stackable ? 4 : 0);
        store.results().clear();
        store.stores().clear();
        assertSame(compare(1, meant), List.of(together.get(1)));
    }

    /** The last one follows the first because of a member that goes alone, but its others go with another one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whoGoesWithOthersIsNotSharedWhereTheseAreOthers(int workers) {
        spec = STACKABLE;
        OtherModel apart = new OtherModel(
                Map.of(
                        "judge",
                        new ModuleSettings(
                                List.of("point"), null, new Mlp(List.of(8), 2, null, 0.3, null, null), null, null)),
                null);
        List<Regimen> pair = List.of(new EndToEnd(), new EndToEnd(), apart);
        List<Regimen> split = List.of(new EndToEnd(), new StepByStep(), apart);
        for (List<List<Regimen>> order : List.of(List.of(pair, pair, split), List.of(split, split, pair))) {
            List<Contender> contenders = List.of(
                    new Contender("voted", "ensemble", different(order.get(0), new MajorityVote())),
                    new Contender("meant", "ensemble", different(order.get(1), new Mean())),
                    new Contender("other", "ensemble", different(order.get(2), new Mean())));
            List<ContenderResult> together = compare(workers, contenders.toArray(Contender[]::new));
            for (int i = 0; i < contenders.size(); i++) {
                store.results().clear();
                store.stores().clear();
                assertSame(compare(1, contenders.get(i)), List.of(together.get(i)));
            }
            store.results().clear();
            store.stores().clear();
        }
    }

    private static Ensemble different(List<Regimen> members, CombinerSettings combiner) {
        return new Ensemble(null, null, members, combiner, null, null, null);
    }

    /** A leader that was stopped among its members goes on with them, and the other takes over all. */
    @Test
    void membersThatGoTogetherAreSharedAfterAStop() {
        spec = STACKABLE;
        Contender voted = ensemble("voted", new MajorityVote(), Sampling.ALL);
        Contender meant = ensemble("meant", new Mean(), Sampling.ALL);
        List<ContenderResult> both = compare(1, voted, meant);
        store.results().clear();
        store.stores().clear();
        evaluated.clear();
        killedIn = "meant/seed-1/member-2 end-to-end";
        assertThatThrownBy(() -> compare(1, voted, meant)).hasMessage("killed");
        killedIn = null;
        assertSame(compare(1, voted, meant), both);
    }

    @Test
    void ofAKilledEnsembleOnlyUnfinishedMembersAreTrained() {
        Contender voted = ensemble("voted", new MajorityVote(), Sampling.ALL);
        List<ContenderResult> whole = compare(1, voted);
        store.results().clear();
        store.stores().clear();
        killedIn = "voted/seed-1/member-2 end-to-end";
        assertThatThrownBy(() -> compare(1, voted)).hasMessage("killed");
        evaluated.clear();
        killedIn = null;
        assertSame(compare(1, voted), whole);
        assertThat(evaluated)
                .contains("voted/seed-1/member-2 end-to-end")
                .doesNotContain("voted/seed-1/member-1 end-to-end");
    }

    /** Their second phases are equal, but begin with other weights. */
    @Test
    void whatBeginsWithOtherWeightsIsNotShared() {
        Contender shortly = new Contender("shortly", "warmed", new Warmed(64));
        Contender longer = new Contender("longer", "warmed", new Warmed(640));
        List<ContenderResult> together = compare(1, shortly, longer);
        store.results().clear();
        store.stores().clear();
        assertSame(compare(1, longer), List.of(together.get(1)));
    }

    /** A phase of some length, and then one that goes on with its weights in a training of its own. */
    private record Warmed(int examples) implements Regimen {
        @Override
        public TrainingResult train(Trainer trainer, Budget budget) {
            Map<String, TensorBytes> state;
            try (Trainer warm = trainer.forMember(0, Sampling.ALL).goingOn(Map.of(), true)) {
                Map<String, OptimizerSettings> optimizers = new LinkedHashMap<>();
                warm.spec().names().forEach(module -> optimizers.put(module, TinySystem.adam(0.02)));
                List<Goal> goals = List.of(Goal.of(warm.task().objective()));
                warm.run(
                        new Phase("warm", optimizers.keySet(), Set.of(), goals, optimizers, Budget.examples(examples)));
                state = warm.state();
            }
            try (Trainer going = trainer.goingOn(state, false)) {
                return new EndToEnd().train(going, budget);
            }
        }
    }

    private static Contender ensemble(String name, CombinerSettings combiner, Sampling data) {
        return new Contender(name, "ensemble", new Ensemble(2, null, null, combiner, data, null, null));
    }

    /** A control shares its budget between both phases, so its first stage is shorter. */
    @Test
    void trainsTwiceWhatHasAnotherBudget() {
        compare(1, STAGED, READER);
        assertThat(evaluated).contains("staged/seed-1 reader", "control-reader/seed-1 reader");
    }

    /** The one that others would have taken over from is done, and its model is gone. */
    @Test
    void goesOnWhereTheFirstIsFinished() {
        List<ContenderResult> both = compare(1, READER, JUDGE);
        store.results().keySet().removeIf(key -> key.contender().equals("control-judge"));
        store.stores().keySet().removeIf(key -> key.contender().equals("control-judge"));
        evaluated.clear();
        assertSame(compare(1, READER, JUDGE), both);
        assertThat(evaluated).contains("control-judge/seed-1 reader").doesNotContain("control-reader/seed-1 reader");
    }

    /** Killed between two phases, the leader has the weights that the other can go on with. */
    @Test
    void offersWhatWasTrainedBeforeItWasKilled() {
        List<ContenderResult> both = compare(1, READER, JUDGE);
        store.results().clear();
        store.stores().clear();
        evaluated.clear();
        killedIn = "control-reader/seed-1 judge";
        assertThatThrownBy(() -> compare(1, READER, JUDGE)).hasMessage("killed");
        killedIn = null;
        assertSame(compare(1, READER, JUDGE), both);
        assertThat(evaluated).contains("control-reader/seed-1 reader").doesNotContain("control-judge/seed-1 reader");
    }

    private static void assertSame(List<ContenderResult> found, List<ContenderResult> expected) {
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(.*\\.)?(seconds|cpuSeconds|secondsToTarget|latency)")
                .isEqualTo(expected);
    }

    private List<ContenderResult> compare(int workers, Contender... contenders) {
        ComparisonPlan plan = new ComparisonPlan(
                "tiny",
                spec,
                seed -> task,
                TinySystem.settings(),
                List.of(contenders),
                new Protocol(Budget.examples(480), List.of(1L, 2L), tuning, Optional.empty(), List.of(), sharing));
        try (Workers pool = new Workers(workers)) {
            Surroundings surroundings =
                    new Surroundings(CheckpointStore.NONE, listener(), () -> false, pool, Optional.empty());
            return new Comparison(plan, store, surroundings).run().orElseThrow().contenders();
        }
    }

    private TrainingListener listener() {
        return new TrainingListener() {
            @Override
            public void planned(Map<TrainingKey, PlannedCost> costs) {
                planned.putAll(costs);
            }

            @Override
            public void phaseStarted(TrainingKey key, Phase phase, Spent alreadySpent) {
                if ((key + " " + phase.name()).equals(killedIn)) {
                    throw new IllegalStateException("killed");
                }
            }

            @Override
            public void together(List<TrainingKey> members, Phase phase) {
                cohorts.add(members.get(0));
            }

            @Override
            public void evaluated(TrainingKey key, Phase phase, Point point) {
                evaluated.add(key + " " + phase.name());
            }

            @Override
            public void phaseFinished(TrainingKey key, PhaseReport report) {
                finished.add(key + " " + report.phase());
            }
        };
    }

    private static Contender control(String module) {
        return new Contender("control-" + module, "control", new Control(module, 0.5));
    }
}
