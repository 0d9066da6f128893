package dev.regimen.config;

import dev.regimen.budget.Budget;
import dev.regimen.comparison.Tuning;
import dev.regimen.model.Net;
import dev.regimen.model.net.Cell;
import dev.regimen.model.net.Concatenate;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Mlp;
import dev.regimen.model.net.OneHot;
import dev.regimen.model.net.Recurrent;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Head;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.regimen.Auxiliary;
import dev.regimen.regimen.Control;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.ModuleSettings;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.Stage;
import dev.regimen.regimen.StepByStep;
import dev.regimen.task.CascadeSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The experiment with chains of modules of different kinds, for any length: what {@code experiments/cascade-3.yaml} is
 * for three. A module's name is its kind and its position: {@code reader}, {@code automaton-2}, {@code lookup-3},
 * {@code automaton-4} and so on. Modules pass logits on: a softmax between them would flatten the gradients that come
 * from behind, once for every position.
 */
public final class CascadeExperiment {
    private static final String READER = "reader";
    /** An automaton by itself is learned in half the examples that it needs with 0.002. */
    private static final double LEARNING_RATE = 0.005;

    private static final Tuning TUNING = new Tuning(List.of(0.0025, LEARNING_RATE, 0.01), null, 0.5);

    private static final double AUTOMATON_SHARE = 4;
    private static final double TARGET = 0.9;

    /**
     * Where the last stage before joint training ends: all training ends at the target, and near it none would be left.
     */
    private static final double HALF_WAY = 0.6;

    /** As often for any length, so that costs are known equally well. */
    private static final int EXAMPLES_BETWEEN_EVALUATIONS = 2_000;

    /** Examples for every module; so many more are for two modules that are not there. */
    private static final long EXAMPLES_PER_MODULE = 40_000;

    private CascadeExperiment() {}

    /**
     * Compares end-to-end, step-by-step, fine-tuned and auxiliary training and, for every position, the control in
     * which its module learns among the others, trained and frozen.
     *
     * @param data how long the chain is, and of what
     * @param seeds one training of each contender with each
     */
    public static Experiment of(CascadeSettings data, SeedList seeds) {
        long examples = EXAMPLES_PER_MODULE * (data.length() + 2);
        return new Experiment(
                "cascade-" + data.length(),
                data,
                modules(data),
                new CrossEntropy(moduleAt(data.length()), symbolAt(data.length())),
                null,
                regimens(data.length()),
                Budget.examples(examples),
                seeds,
                null,
                AdamSettings.defaults().withLearningRate(LEARNING_RATE),
                Optional.of(TUNING),
                null,
                Optional.of(TARGET),
                true,
                (int) (examples / EXAMPLES_BETWEEN_EVALUATIONS),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The module at a position, from 1. */
    public static String moduleAt(int position) {
        return position == 1 ? READER : (isAutomaton(position) ? "automaton-" : "lookup-") + position;
    }

    /** All modules in order, those without weights that turn letters into vectors among them. */
    static Map<String, ModuleSettings> modules(CascadeSettings data) {
        int symbols = data.symbols();
        Map<String, ModuleSettings> modules = new LinkedHashMap<>();
        modules.put(READER, module(List.of("image"), reader(symbols), seam(1)));
        for (int i = 2; i <= data.length(); i++) {
            Optional<Head> seam = i == data.length() ? Optional.empty() : seam(i);
            String before = moduleAt(i - 1);
            if (isAutomaton(i)) {
                modules.put("letters-" + i, module(List.of("word-" + i), new OneHot(), Optional.empty()));
                Net net = Recurrent.of(Cell.GRU, 64, symbols);
                modules.put(moduleAt(i), module(List.of("letters-" + i, before), net, seam));
            } else {
                modules.put("letter-" + i, module(List.of("operand-" + i), new OneHot(), Optional.empty()));
                modules.put("pair-" + i, module(List.of(before, "letter-" + i), new Concatenate(), Optional.empty()));
                modules.put(moduleAt(i), module(List.of("pair-" + i), Mlp.of(symbols, 64), seam));
            }
        }
        return modules;
    }

    private static Map<String, Regimen> regimens(int length) {
        Map<String, Regimen> regimens = new LinkedHashMap<>();
        regimens.put("end-to-end", new EndToEnd());
        List<Stage> whole = stages(length, CascadeExperiment::learned);
        StepByStep steps = new StepByStep(untilBudgetEnds(whole), null, null, null);
        regimens.put("step-by-step", steps);
        // Those behind which a module is trained alone are not cut off by the target that the module has to reach.
        StepByStep trained = new StepByStep(whole, null, null, null);
        List<Stage> early = stages(length, i -> i == length ? HALF_WAY : begun(i));
        regimens.put("fine-tuned", new StepByStep(early, StepByStep.Joint.END_TO_END, null, null));
        regimens.put("auxiliary", new Auxiliary());
        IntStream.rangeClosed(1, length)
                .mapToObj(CascadeExperiment::moduleAt)
                .forEach(module ->
                        regimens.put("control-" + module, new Control(module, null, trained, Control.BudgetPer.PHASE)));
        return regimens;
    }

    /** Automata take some four times the examples of a reader or a table. */
    private static List<Stage> stages(int length, IntToDoubleFunction until) {
        return IntStream.rangeClosed(1, length)
                .mapToObj(i -> new Stage(
                        List.of(moduleAt(i)), isAutomaton(i) ? AUTOMATON_SHARE : 1.0, null, until.applyAsDouble(i)))
                .toList();
    }

    /** A last stage has nobody to leave examples to, and ends at the target. */
    private static List<Stage> untilBudgetEnds(List<Stage> stages) {
        List<Stage> all = new ArrayList<>(stages);
        Stage last = all.remove(all.size() - 1);
        all.add(new Stage(last.modules(), last.share(), null));
        return all;
    }

    /**
     * The accuracy at which a stage has done its part. A symbol is as often wrong as all before it together; so much
     * less than the one before leaves even the eighth above the target.
     */
    private static double learned(int position) {
        return hundredths(98 - (position - 1));
    }

    /** The accuracy at which a stage that is not the last leaves the rest to joint training. */
    private static double begun(int position) {
        return hundredths(95 - 2 * (position - 1));
    }

    /** As a file says it. */
    private static double hundredths(int count) {
        return count / 100.0;
    }

    private static Net reader(int symbols) {
        return new ConvStack(List.of(16, 32), null, null, null, true, null, null, Optional.of(symbols), null, null);
    }

    private static ModuleSettings module(List<String> reads, Net net, Optional<Head> seam) {
        return new ModuleSettings(reads, null, net, seam, null);
    }

    private static Optional<Head> seam(int position) {
        return Optional.of(new CrossEntropy(moduleAt(position), symbolAt(position)));
    }

    /** Whether the module at this position, from 1 on, reads a word. */
    public static boolean isAutomaton(int position) {
        return position % 2 == 0;
    }

    private static String symbolAt(int position) {
        return "symbol-" + position;
    }
}
