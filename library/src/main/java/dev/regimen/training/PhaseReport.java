package dev.regimen.training;

import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.model.Model;
import dev.regimen.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a phase did.
 *
 * @param phase its name
 * @param trained the modules it trained
 * @param fresh the modules that were drawn anew before it
 * @param goals its objectives, as {@code adder on sum}, with the weight before it where that is not 1
 * @param labels what it consumed as labels; nothing without a step
 * @param spent what it cost
 * @param updates how often each trained module was updated, as far as it has parameters
 * @param parameters how many numbers of each module it trained; none without a step
 * @param flops estimated floating-point operators of its training
 * @param curve its learning curve
 * @param stop why it ended
 * @param message a sentence about that, or null when it just used its budget
 */
public record PhaseReport(
        String phase,
        List<String> trained,
        List<String> fresh,
        List<String> goals,
        List<Label> labels,
        Spent spent,
        Map<String, Long> updates,
        Map<String, Long> parameters,
        double flops,
        List<Point> curve,
        StopReason stop,
        String message) {
    public PhaseReport {
        trained = List.copyOf(trained);
        fresh = List.copyOf(fresh);
        goals = List.copyOf(goals);
        labels = List.copyOf(labels);
        curve = List.copyOf(curve);
    }

    /** How a phase went. */
    record Outcome(Spent spent, List<Point> curve, StopReason stop, String message) {
        /** Of a phase that was only looked at. */
        static final Outcome NOTHING = new Outcome(Spent.NOTHING, List.of(), StopReason.BUDGET_SPENT, null);
    }

    static PhaseReport of(Phase phase, Task task, Model model, Outcome outcome) {
        Map<String, Long> updates = new LinkedHashMap<>();
        Map<String, Long> parameters = new LinkedHashMap<>();
        boolean stepped = outcome.spent().steps() > 0;
        phase.trainedModules().stream()
                .filter(module -> model.parameterCount(module) > 0)
                .forEach(module -> {
                    updates.put(module, outcome.spent().steps());
                    parameters.put(module, stepped ? model.parameterCount(module) : 0);
                });
        return new PhaseReport(
                phase.name(),
                List.copyOf(phase.trainedModules()),
                phase.freshModules().stream().sorted().toList(),
                goals(phase),
                stepped ? Label.of(phase, task.objective()) : List.of(),
                outcome.spent(),
                updates,
                parameters,
                outcome.spent().examples() * TrainingCost.flopsPerExample(phase, model),
                outcome.curve(),
                outcome.stop(),
                outcome.message());
    }

    /** The report of a phase that was not begun because the one before it ended badly. */
    static PhaseReport skipped(Phase phase, PhaseReport before) {
        String message = "not begun: phase '" + before.phase() + "' ended with " + before.stop();
        return new PhaseReport(
                phase.name(),
                List.copyOf(phase.trainedModules()),
                phase.freshModules().stream().sorted().toList(),
                goals(phase),
                List.of(),
                Spent.NOTHING,
                Map.of(),
                Map.of(),
                0,
                List.of(),
                before.stop(),
                message);
    }

    private static List<String> goals(Phase phase) {
        return phase.goals().stream()
                .map(goal -> (goal.weight() == 1 ? "" : goal.weight() + " x ")
                        + goal.objective().heads().stream()
                                .map(head -> head.of() + " on " + head.target())
                                .collect(Collectors.joining(" and ")))
                .toList();
    }
}
