package dev.regimen.diagnosis;

import dev.regimen.budget.Spent;
import dev.regimen.model.Model;
import dev.regimen.task.Task;
import dev.regimen.training.Phase;
import dev.regimen.training.Probe;
import dev.regimen.training.TrainingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures gradient signals along trainings, whenever these are measured themselves. Safe for several threads. */
public final class SignalProbe implements Probe {
    private final SignalMeter meter;
    private final List<SignalPoint> points = Collections.synchronizedList(new ArrayList<>());

    /**
     * What was measured at one point of a training.
     *
     * @param key which training
     * @param phase its running phase
     * @param spent in that phase so far
     * @param signals as {@link SignalMeter#measure(Model, Task)} orders them
     */
    public record SignalPoint(TrainingKey key, String phase, Spent spent, List<GradientSignal> signals) {
        public SignalPoint {
            signals = List.copyOf(signals);
        }
    }

    public SignalProbe(SignalMeter meter) {
        this.meter = meter;
    }

    @Override
    public void look(TrainingKey key, Phase phase, Task task, Spent spent, Model model) {
        points.add(new SignalPoint(key, phase.name(), spent, meter.measure(model, task)));
    }

    /** All points so far, each training's in order; a resumed training's from where it went on. */
    public List<SignalPoint> points() {
        return List.copyOf(points);
    }
}
