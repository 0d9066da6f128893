package dev.regimen.training;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.data.Batch;
import dev.regimen.model.FrozenOutputs;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.task.BatchSource;
import dev.regimen.torch.Denormals;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorBytes;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;

/** One phase while it runs: the training loop and all that changes in it. */
final class PhaseRun implements AutoCloseable {
    private static final long TELL_EVERY_NANOS = 100_000_000;

    private final PhaseSetting setting;
    private final Phase phase;
    private final Model model;
    private final BatchSource source;
    private final Generator generator;
    private final Backward backward;
    private final Updates updates;
    private final FrozenOutputs frozen;
    private final LearningCurve curve;
    private final Stopwatch watch = new Stopwatch();
    private final List<String> wanted;

    private long examples;
    private long steps;
    private long told;
    private long saved;

    PhaseRun(PhaseSetting setting, Model model, BatchSource source, long noiseSeed) {
        this.setting = setting;
        this.phase = setting.phase();
        this.model = model;
        this.source = source;
        this.generator = Seeds.generator(noiseSeed);
        this.backward = new Backward(phase, model);
        this.updates = new Updates(phase, model);
        this.frozen = new FrozenOutputs(
                model, phase.trainedModules(), setting.settings().precompute() ? examples(phase, source) : 0);
        this.curve = new LearningCurve(setting, model);
        this.wanted = phase.reads();
    }

    /** How many examples it will look at, unless it ends before. */
    private static double examples(Phase phase, BatchSource source) {
        Budget budget = phase.budget();
        return switch (budget.unit()) {
            case EXAMPLES -> budget.amount();
            case STEPS -> budget.amount() * source.batchSize();
            case SECONDS -> Double.POSITIVE_INFINITY;
        };
    }

    /** Goes back to where the checkpoint was written. */
    void restore(Checkpoint checkpoint) {
        Checkpoint.PhaseState state = checkpoint.current();
        examples = state.spent().examples();
        steps = state.spent().steps();
        watch.restore(state.spent());
        source.restore(Base64.getDecoder().decode(state.source()));
        curve.restore(state, checkpoint.tensors());
        updates.restore(checkpoint.tensors());
        TrainerState.restore(generator, checkpoint.tensors());
    }

    PhaseReport execute() {
        model.requireGradients(phase.trainedModules());
        try {
            setting.surroundings().listener().phaseStarted(setting.key(), phase, spent());
            saved = System.nanoTime();
            return loop();
        } finally {
            model.requireGradients(java.util.Set.of());
        }
    }

    private PhaseReport loop() {
        watch.start();
        StopReason stop = null;
        while (stop == null) {
            if (phase.budget().exhaustedBy(spent(), source.batchSize())) {
                stop = StopReason.BUDGET_SPENT;
            } else if (setting.surroundings().cancelled().getAsBoolean()) {
                stop = StopReason.CANCELLED;
            } else {
                beforeStep();
                stop = step() ? afterStep() : StopReason.DIVERGED;
            }
        }
        watch.stop();
        return end(stop);
    }

    /**
     * The first point of the curve where something begins to learn, and without which the weights that a phase begins
     * with could not be the best; after the question whether to stop, as it takes as long as many steps.
     */
    private void beforeStep() {
        boolean begins = setting.first() || !phase.freshModules().isEmpty();
        boolean due = begins || setting.settings().keep() == Keep.BEST;
        if (steps == 0 && due && curve.points().isEmpty()) {
            watch.stop();
            evaluate();
            watch.start();
        }
    }

    /** One update; false, and nothing is moved, if the loss or the gradient's norm is not a finite number. */
    private boolean step() {
        try (PointerScope scope = new PointerScope()) {
            Batch batch = source.next(model);
            double loss = Denormals.flushed(() -> update(batch));
            curve.lost(loss);
            if (!Double.isFinite(loss)) {
                return false;
            }
            examples += batch.size();
            steps++;
            tell(loss);
            return true;
        }
    }

    /** The loss before the update; not a number if nothing was moved. */
    private double update(Batch batch) {
        Outputs outputs = model.forward(frozen.in(batch, wanted), wanted, phase.trainedModules(), generator);
        double loss = backward.run(outputs, batch);
        return Double.isFinite(loss) && updates.step(phase.budget().progress(spent())) ? loss : Double.NaN;
    }

    /** What is due between two steps. */
    private StopReason afterStep() {
        if (curve.due(spent())) {
            watch.stop();
            evaluate();
            watch.start();
            if (curve.targetReached()) {
                return StopReason.TARGET_REACHED;
            }
        }
        if (System.nanoTime() - saved > setting.settings().checkpointEvery() * 1e9) {
            save();
        }
        return null;
    }

    private PhaseReport end(StopReason last) {
        StopReason stop = last == StopReason.CANCELLED || updates.finite() ? last : StopReason.DIVERGED;
        if (stop == StopReason.CANCELLED) {
            save();
        } else if (stop != StopReason.DIVERGED && !curve.endsAt(spent())) {
            evaluate();
        }
        if (stop != StopReason.CANCELLED) {
            curve.keep();
        }
        PhaseReport report = PhaseReport.of(
                phase, setting.task(), model, new PhaseReport.Outcome(spent(), curve.points(), stop, message(stop)));
        setting.surroundings().listener().phaseFinished(setting.key(), report);
        return report;
    }

    private void evaluate() {
        Point point = curve.evaluate(spent());
        setting.surroundings().listener().evaluated(setting.key(), phase, point);
        setting.surroundings().probe().look(setting.key(), phase, setting.task(), point.spent(), model);
    }

    private void tell(double loss) {
        long now = System.nanoTime();
        if (now - told > TELL_EVERY_NANOS) {
            told = now;
            setting.surroundings().listener().progressed(setting.key(), phase, spent(), loss);
        }
    }

    private void save() {
        Map<String, TensorBytes> tensors = TrainerState.copies(model, TrainerState.WEIGHTS);
        tensors.putAll(updates.state());
        tensors.putAll(curve.tensors());
        TrainerState.save(generator, tensors);
        String position = Base64.getEncoder().encodeToString(source.state());
        Checkpoint.PhaseState current = curve.state(phase.name(), spent(), position);
        setting.surroundings().store().save(new Checkpoint(setting.finished(), current, tensors));
        saved = System.nanoTime();
    }

    private Spent spent() {
        return watch.spent(examples, steps);
    }

    private String message(StopReason stop) {
        return switch (stop) {
            case BUDGET_SPENT -> null;
            case TARGET_REACHED ->
                "the target was reached after " + examples + " examples of phase '" + phase.name() + "'";
            case DIVERGED ->
                "the loss, a gradient or a parameter was no longer a finite number at step " + (steps + 1)
                        + "; a smaller learning rate or gradient clipping may help";
            case CANCELLED -> "stopped after " + steps + " steps; it can be resumed";
        };
    }

    @Override
    public void close() {
        updates.close();
        frozen.close();
        curve.close();
        generator.close();
    }
}
