package dev.regimen.training;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.learner.Inputs;
import dev.regimen.learner.Learner;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.task.BatchSource;
import dev.regimen.task.ModelPredictor;
import dev.regimen.task.Predictor;
import dev.regimen.task.Sample;
import dev.regimen.task.Sampling;
import dev.regimen.task.Task;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs the phases of one training, one after another, on one live model; the only place where parameters are moved,
 * counted, frozen and saved. A regimen is code that calls {@link #run} with phases in an order.
 *
 * <p>When the store has a checkpoint, the same calls in the same order first return the reports of finished phases and
 * then go on where the checkpoint was written; the outcome is bit-equal to that of an uninterrupted training (seconds
 * apart; for budgets in examples or steps; on the same processor type with the same natives and kernel setting).
 *
 * <p>Not safe for use by several threads; members have trainers of their own. Make it outside any scope that ends
 * before it.
 */
public final class Trainer implements AutoCloseable {
    private final Given given;

    private final List<PhaseReport> finished = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private boolean gone;
    private Model model;
    private Checkpoint resumed;
    private PhaseReport halted;
    /** What the optimizers remembered at the end of the last phase; empty unless another trainer goes on with it. */
    private Map<String, TensorBytes> remembered = Map.of();

    public Trainer(ModelSpec spec, Task task, TrainerSettings settings, TrainingKey key, Surroundings surroundings) {
        this(new Given(spec, task, settings, key, surroundings), List.of());
    }

    /** @param before the phases that it has come to: those that it has finished, and the one that it stands in */
    Trainer(Given given, List<Phase> before) {
        this.given = given;
        this.phases.addAll(before);
    }

    public ModelSpec spec() {
        return given.spec();
    }

    public Task task() {
        return given.task();
    }

    public TrainerSettings settings() {
        return given.settings();
    }

    Given given() {
        return given;
    }

    private TrainingKey key() {
        return given.key();
    }

    private Surroundings surroundings() {
        return given.surroundings();
    }

    private Origin origin() {
        return given.origin(stacks());
    }

    private boolean stacks() {
        return InStepRule.stacks(given.company(), model(), settings().batchSize());
    }

    /** The seed that all randomness of this training comes from. */
    public long seed() {
        return key().derivedSeed();
    }

    /**
     * A trainer of another model for another task in the same place, before anything was trained.
     *
     * @param otherSettings whose optimizers of single modules are those of the other model's modules
     */
    public Trainer with(ModelSpec otherSpec, Task otherTask, TrainerSettings otherSettings) {
        requireUntouched();
        return new Trainer(given.with(otherSpec, otherTask, otherSettings), List.of());
    }

    /**
     * The trainer of an ensemble's member: the same description with a seed and a store of its own.
     *
     * @param memberSampling which of the examples that this trainer sees the member sees
     * @throws IllegalArgumentException if both draw examples
     */
    public Trainer forMember(int index, Sampling memberSampling) {
        return forMember(index, memberSampling, Company.NONE);
    }

    /** The same of one that may be trained together with others. */
    public Trainer forMember(int index, Sampling memberSampling, Company company) {
        TrainingKey own = key().member(index);
        Sample sample = given.sample();
        Sample.Place place = new Sample.Place(index, company.equals(Company.NONE) ? 0 : company.members(), seed());
        Sample ownSample = sample.ofMember(memberSampling, own.derivedSeed(), place);
        return new Trainer(given.member(index, ownSample, company), List.of());
    }

    /**
     * The same trainer, before anything was trained, as one of several that train one model one after another: it
     * begins with the weights of the one before, and its first phase with what the optimizers of that one's last phase
     * remembered, unless weights of an earlier moment were kept.
     *
     * @param state as the one before gives it, which was made by this, too; empty for the first one
     * @param another whether one more is to go on from where this one ends
     */
    public Trainer goingOn(Map<String, TensorBytes> state, boolean another) {
        requireUntouched();
        return new Trainer(given.goingOn(state, another), List.of());
    }

    /** Copies of what the next one goes on with: the weights as they are now, and what the optimizers remember. */
    public Map<String, TensorBytes> state() {
        Map<String, TensorBytes> state = TrainerState.copies(model(), TrainerState.WEIGHTS);
        state.putAll(remembered);
        return state;
    }

    /** Runs trainings that do not depend on each other side by side, as far as there are workers. */
    public <T> List<T> together(List<Callable<T>> trainings) {
        return surroundings().workers().map(trainings);
    }

    /**
     * Trains as the phase says. Parameters and state of all other modules stay as they are to the last bit. After a
     * phase that diverged or was cancelled, further phases do nothing and say so.
     *
     * @throws IllegalArgumentException if the phase does not fit the model
     */
    public PhaseReport run(Phase phase) {
        int index = phases.size();
        phases.add(phase);
        Model live = model();
        PhaseCheck.check(phase, live, task());
        boolean stacked = stacks() && InStepRule.stacks(given.company(), phase);
        if (index < finished.size()) {
            if (index == finished.size() - 1 && resumed != null && !inPhase()) {
                share(resumed);
            }
            return known(phase, finished.get(index));
        }
        if (halted != null) {
            return PhaseReport.skipped(phase, halted);
        }
        if (surroundings().inspector().isPresent()) {
            return inspect(phase, live, index);
        }
        Optional<Checkpoint> shared = inPhase()
                ? Optional.empty()
                : surroundings().shared().after(origin(), TrainerState.digest(given.beginning()), phases);
        if (given.wishes() != null) {
            if (stacks()) {
                given.wishes().add(new Wish(given, List.copyOf(phases), inPhase() || !stacked, shared));
            }
            return halting(notRun(phase, live));
        }
        return halting(shared.isPresent() ? takeOver(phase, live, shared.get()) : train());
    }

    private PhaseReport train() {
        try (PhaseRun run =
                new PhaseRun(List.of(course()), Keeper.alone(surroundings().store()))) {
            if (inPhase()) {
                run.restore(List.of(resumed.tensors()));
            } else if (finished.isEmpty() && TrainerState.hasOptimizers(given.beginning())) {
                run.restore(List.of(given.beginning()));
            }
            resumed = null;
            PhaseReport report = run.execute().get(0);
            if (report.stop() != StopReason.CANCELLED) {
                remembered = run.remembered();
                conclude(report);
            }
            return report;
        }
    }

    /** What another training did in the same phase after the same ones, told as if it had been done here. */
    private PhaseReport takeOver(Phase phase, Model live, Checkpoint checkpoint) {
        PhaseReport report = checkpoint.finished().get(finished.size());
        surroundings().listener().phaseStarted(key(), phase, report.spent());
        TrainerState.restore(live, checkpoint.tensors(), TrainerState.WEIGHTS);
        remembered = TrainerState.optimizers(checkpoint.tensors());
        finished.add(report);
        resumed = null;
        surroundings().store().save(checkpoint);
        surroundings().listener().phaseFinished(key(), report);
        return report;
    }

    /** Whether a checkpoint is to be gone on with in the middle of a phase. */
    private boolean inPhase() {
        return resumed != null && resumed.current() != null;
    }

    /**
     * The finished system of another run, with nothing trained here.
     *
     * @return whose predictor the caller closes
     * @throws IllegalArgumentException if there is none that may and can predict for this task
     */
    public Finished finished(Archive.Wanted wanted) {
        Finished system = surroundings().archive().find(wanted, task(), key().seed());
        surroundings().inspector().ifPresent(inspector -> inspector.stated(key(), Elsewhere.statement(system)));
        return system;
    }

    /**
     * Lets something learn the final target that is not neural, in the place of all phases.
     *
     * @param most how many examples to learn from at most
     * @return whose predictor the caller closes
     * @throws IllegalArgumentException if it cannot learn such a task within such a budget
     */
    public Learned learn(Learner learner, Budget budget, Optional<Integer> most) {
        requireUntouched();
        Map<String, Field> fields = task().examples().fields();
        Map<String, Field> read = new LinkedHashMap<>();
        spec().ancestors(task().objective().reads()).stream()
                .flatMap(module -> spec().module(module).reads().stream())
                .filter(fields::containsKey)
                .forEach(name -> read.put(name, fields.get(name)));
        return new Learning(learner, new Inputs(read), task(), key(), surroundings(), given.sample())
                .run(budget, settings().batchSize(), most);
    }

    /** The live weights by {@code module/name}; they stay the model's. */
    public Map<String, Tensor> weights() {
        return model().weights();
    }

    /** The model as a predictor, which from now on owns it. */
    public Predictor predictor() {
        Predictor predictor = new ModelPredictor(model(), task().heads());
        model = null;
        gone = true;
        return predictor;
    }

    @Override
    public void close() {
        gone = true;
        if (model != null) {
            model.close();
            model = null;
        }
    }

    /** The way through the phase after those that are finished, from where it stands. */
    Course course() {
        Model live = model();
        int index = finished.size();
        Phase phase = phases.get(index);
        PhaseSetting setting = new PhaseSetting(
                phase, task(), settings(), key(), surroundings(), finished, index == 0, given.handsOn());
        Course course = new Course(setting, live, source(index), Seeds.derive(seed(), "noise/" + index));
        if (inPhase()) {
            requireSame(phase.name(), resumed.current().phase());
            course.restore(resumed);
        } else {
            phase.freshModules().forEach(live::reinitialise);
        }
        return course;
    }

    /** The checkpoint of a training that has finished one more phase. */
    Checkpoint after(PhaseReport report) {
        List<PhaseReport> all = new ArrayList<>(finished);
        all.add(report);
        return new Checkpoint(all, null, state());
    }

    /** Keeps that a phase was finished. */
    void conclude(PhaseReport report) {
        Checkpoint checkpoint = after(report);
        finished.add(report);
        surroundings().store().save(checkpoint);
        share(checkpoint);
    }

    private void share(Checkpoint checkpoint) {
        List<Phase> done = phases.subList(0, checkpoint.finished().size());
        surroundings().shared().keep(origin(), TrainerState.digest(given.beginning()), done, checkpoint);
    }

    /** Goes to where a checkpoint was written in the middle of the phase after those that are finished. */
    void goTo(Checkpoint checkpoint) {
        TrainerState.restore(model(), checkpoint.tensors(), TrainerState.WEIGHTS);
        resumed = checkpoint;
    }

    private PhaseReport notRun(Phase phase, Model live) {
        return PhaseReport.of(
                phase, task(), live, new PhaseReport.Outcome(Spent.NOTHING, List.of(), StopReason.CANCELLED, null));
    }

    private BatchSource source(int index) {
        return task().examples()
                .training(Seeds.derive(seed(), "examples/" + index), settings().batchSize(), given.sample());
    }

    private PhaseReport inspect(Phase phase, Model live, int index) {
        try (PointerScope scope = new PointerScope()) {
            live.requireGradients(phase.trainedModules());
            Batch batch = source(index).next(live);
            surroundings().inspector().orElseThrow().inspect(key(), origin(), phase, task(), live, batch);
        } finally {
            live.requireGradients(Set.of());
        }
        PhaseReport report = PhaseReport.of(phase, task(), live, PhaseReport.Outcome.NOTHING);
        finished.add(report);
        return report;
    }

    private PhaseReport known(Phase phase, PhaseReport report) {
        requireSame(phase.name(), report.phase());
        return halting(report);
    }

    private PhaseReport halting(PhaseReport report) {
        if (report.stop() == StopReason.CANCELLED || report.stop() == StopReason.DIVERGED) {
            halted = report;
        }
        return report;
    }

    /** The live model, made, checked and if possible restored on first use. */
    private Model model() {
        if (model == null) {
            if (gone) {
                throw new IllegalStateException("the model of " + key() + " was handed over or closed");
            }
            model = spec().create(task().examples().fields(), seed());
            task().check(model);
            if (!given.beginning().isEmpty()) {
                TrainerState.restore(model, given.beginning(), TrainerState.WEIGHTS);
            }
            Optional<Checkpoint> checkpoint = surroundings().store().load();
            checkpoint.ifPresent(found -> {
                TrainerState.restore(model, found.tensors(), TrainerState.WEIGHTS);
                finished.addAll(found.finished());
                remembered = found.current() == null ? TrainerState.optimizers(found.tensors()) : Map.of();
                resumed = found;
            });
        }
        return model;
    }

    private void requireSame(String expected, String found) {
        if (!expected.equals(found)) {
            throw new IllegalArgumentException("the checkpoint of " + key() + " is of phase '" + found
                    + "', but phase '" + expected + "' is to be run: it belongs to another experiment");
        }
    }

    private void requireUntouched() {
        if (!phases.isEmpty()) {
            throw new IllegalStateException("phases were already run on " + key());
        }
    }
}
