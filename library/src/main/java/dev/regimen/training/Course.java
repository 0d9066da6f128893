package dev.regimen.training;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.model.FrozenOutputs;
import dev.regimen.model.Model;
import dev.regimen.task.BatchSource;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorBytes;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.NoGradGuard;

/** What is a training's own while it goes through a phase, be it alone or in step with others. */
final class Course implements AutoCloseable {
    private static final long TELL_EVERY_NANOS = 100_000_000;

    private final PhaseSetting setting;
    private final Model model;
    private final BatchSource source;
    private final Generator generator;
    private final FrozenOutputs frozen;
    private final LearningCurve curve;
    private final Stopwatch watch = new Stopwatch();

    private long examples;
    private long steps;
    private long told;

    Course(PhaseSetting setting, Model model, BatchSource source, long noiseSeed) {
        this.setting = setting;
        this.model = model;
        this.source = source;
        this.generator = Seeds.generator(noiseSeed);
        this.frozen = new FrozenOutputs(
                model, setting.phase().trainedModules(), setting.settings().precompute() ? examplesToSee() : 0);
        this.curve = new LearningCurve(setting, model);
    }

    /** How many it will look at, unless it ends before. */
    private double examplesToSee() {
        Budget budget = phase().budget();
        return switch (budget.unit()) {
            case EXAMPLES -> budget.amount();
            case STEPS -> budget.amount() * source.batchSize();
            case SECONDS -> Double.POSITIVE_INFINITY;
        };
    }

    PhaseSetting setting() {
        return setting;
    }

    Phase phase() {
        return setting.phase();
    }

    Model model() {
        return model;
    }

    /** What its frozen modules say of examples that come again. */
    FrozenOutputs frozen() {
        return frozen;
    }

    /** The randomness of its steps. */
    Generator generator() {
        return generator;
    }

    Stopwatch watch() {
        return watch;
    }

    Spent spent() {
        return watch.spent(examples, steps);
    }

    /** Goes back to where the checkpoint was written, the optimizers' memory apart. */
    void restore(Checkpoint checkpoint) {
        Checkpoint.PhaseState state = checkpoint.current();
        examples = state.spent().examples();
        steps = state.spent().steps();
        watch.restore(state.spent());
        source.restore(Base64.getDecoder().decode(state.source()));
        curve.restore(state, checkpoint.tensors());
        TrainerState.restore(generator, checkpoint.tensors());
    }

    /** Turns the gradients on that the phase needs. */
    void begin() {
        model.requireGradients(phase().trainedModules());
        setting.surroundings().listener().phaseStarted(setting.key(), phase(), spent());
    }

    boolean budgetSpent() {
        return phase().budget().exhaustedBy(spent(), source.batchSize());
    }

    boolean cancelled() {
        return setting.surroundings().cancelled().getAsBoolean();
    }

    /**
     * Whether the first point of the curve is missing, where something begins to learn, and without which the weights
     * that a phase begins with could not be the best.
     */
    boolean firstPointIsDue() {
        boolean begins = setting.first() || !phase().freshModules().isEmpty();
        boolean due = begins || setting.settings().keep() == Keep.BEST;
        return steps == 0 && due && curve.points().isEmpty();
    }

    boolean pointIsDue() {
        return curve.due(spent());
    }

    boolean targetReached() {
        return curve.targetReached();
    }

    BatchSource source() {
        return source;
    }

    /** Counts a step. */
    void stepped(double loss) {
        curve.lost(loss);
        examples += source.batchSize();
        steps++;
        tell(loss);
    }

    private void tell(double loss) {
        long now = System.nanoTime();
        if (now - told > TELL_EVERY_NANOS) {
            told = now;
            setting.surroundings().listener().progressed(setting.key(), phase(), spent(), loss);
        }
    }

    void evaluate() {
        Point point = curve.evaluate(spent());
        setting.surroundings().listener().evaluated(setting.key(), phase(), point);
        setting.surroundings().probe().look(setting.key(), phase(), setting.task(), point.spent(), model);
    }

    /**
     * Ends it, with the weights that are to be kept.
     *
     * @param last why; it has diverged as well if a parameter is not finite, which no further loss would see
     */
    PhaseReport end(StopReason last) {
        StopReason stop = last == StopReason.CANCELLED || finite() ? last : StopReason.DIVERGED;
        if (stop != StopReason.CANCELLED && stop != StopReason.DIVERGED && !curve.endsAt(spent())) {
            evaluate();
        }
        if (stop != StopReason.CANCELLED) {
            curve.keep();
        }
        PhaseReport report = PhaseReport.of(
                phase(), setting.task(), model, new PhaseReport.Outcome(spent(), curve.points(), stop, message(stop)));
        setting.surroundings().listener().phaseFinished(setting.key(), report);
        forget();
        return report;
    }

    private boolean finite() {
        try (PointerScope temporaries = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return phase().trainedModules().stream()
                    .flatMap(module -> model.parameters(module).values().stream())
                    .allMatch(parameter -> parameter.isfinite().all().item_bool());
        }
    }

    /** Where it stands, with what the optimizers remember. */
    Checkpoint checkpoint(Map<String, TensorBytes> optimizers) {
        Map<String, TensorBytes> tensors = TrainerState.copies(model, TrainerState.WEIGHTS);
        tensors.putAll(optimizers);
        tensors.putAll(curve.tensors());
        TrainerState.save(generator, tensors);
        String position = Base64.getEncoder().encodeToString(source.state());
        return new Checkpoint(setting.finished(), curve.state(phase().name(), spent(), position), tensors);
    }

    private String message(StopReason stop) {
        return switch (stop) {
            case BUDGET_SPENT -> null;
            case TARGET_REACHED ->
                "the target was reached after " + examples + " examples of phase '" + phase().name() + "'";
            case DIVERGED ->
                "the loss, a gradient or a parameter was no longer a finite number at step " + (steps + 1)
                        + "; a smaller learning rate or gradient clipping may help";
            case CANCELLED -> "stopped after " + steps + " steps; it can be resumed";
        };
    }

    @Override
    public void close() {
        model.requireGradients(Set.of());
        forget();
        generator.close();
    }

    /** Others may go on for long. */
    private void forget() {
        frozen.close();
        curve.close();
    }
}
