package dev.regimen.study.finding;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.SeedResult;
import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Purpose;
import dev.regimen.study.Setup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks for settings with which end-to-end training would have learned where it broke down: every variant of the model
 * with every learning rate for one seed and a part of the budget, then the best of these with fresh seeds and all of
 * it.
 *
 * @param variants of the model; each as settings to change
 * @param learningRates tried with each variant
 */
public record BreakdownCheck(List<Variant> variants, List<Double> learningRates) {
    /** Each about three times the one before, around those that are usual for Adam. */
    public static final List<Double> RATES = List.of(0.0003, 0.001, 0.003, 0.01, 0.03);

    private static final String ALONE = "regimens={end-to-end: {type: end-to-end}}";
    /** Of the budget, for each trial. */
    public static final double SHARE = 0.5;

    private static final String AXIS = "variant";

    /** More than any metric of a trial: what got there with the whole budget comes first. */
    private static final double REACHED = 1e6;

    /** Likewise, for leaving chance. */
    private static final double BEGUN = 1e3;

    /** Of the sweeps. It has chosen the setting, and so does not speak for it again. */
    private static final int SWEEP_SEED = 1;

    private static final List<Integer> FRESH_SEEDS =
            IntStream.rangeClosed(SWEEP_SEED + 1, SWEEP_SEED + 10).boxed().toList();

    /**
     * A model that differs from the study's own.
     *
     * @param name letters, digits and hyphens
     */
    public record Variant(String name, List<String> overrides) {}

    /**
     * Every width with and without batch norm.
     *
     * @param widths of the model
     * @param batchNorm the key that says whether there is batch norm
     */
    public static BreakdownCheck of(List<Variant> widths, String batchNorm) {
        List<Variant> variants = new ArrayList<>();
        for (Variant width : widths) {
            for (boolean norm : new boolean[] {false, true}) {
                List<String> all = new ArrayList<>(width.overrides());
                all.add(batchNorm + "=" + norm);
                variants.add(new Variant(width.name() + (norm ? "-norm" : "-plain"), all));
            }
        }
        return new BreakdownCheck(variants, RATES);
    }

    /** How many settings are tried for each breakdown. */
    public int settings() {
        return variants.size() * learningRates.size();
    }

    /**
     * The sweeps that a series of main cells calls for, and what those call for in turn, as far as it is known yet.
     *
     * @param fromEasiest each contains what is hard in those before it. The first breakdown is checked, and the next
     *     only if it was none with other settings
     */
    public List<Cell> cells(Setup setup, List<CellResult> fromEasiest, Evidence evidence) {
        return toCheck(setup, fromEasiest, evidence).stream()
                .flatMap(broken -> of(broken, evidence).stream())
                .toList();
    }

    /** The breakdowns of such a series that are checked. */
    public static List<CellResult> toCheck(Setup setup, List<CellResult> fromEasiest, Evidence evidence) {
        List<CellResult> checked = new ArrayList<>();
        if (setup.quick()) {
            return checked;
        }
        for (CellResult cell : fromEasiest) {
            if (isAtChance(cell)) {
                checked.add(cell);
                if (confirmation(cell, evidence).map(BreakdownCheck::isAtChance).orElse(true)) {
                    return checked;
                }
            }
        }
        return checked;
    }

    private static boolean isAtChance(CellResult cell) {
        return Outcome.of(cell, Arms.END_TO_END).orElse(Outcome.OPEN) == Outcome.AT_CHANCE;
    }

    /** The sweeps of one breakdown and, when they are done, the best of them with fresh seeds. */
    public List<Cell> of(CellResult broken, Evidence evidence) {
        List<Cell> cells = new ArrayList<>();
        variants.forEach(variant -> cells.add(sweep(broken.cell(), variant)));
        confirmation(broken.cell(), evidence).ifPresent(cells::add);
        return cells;
    }

    private Cell sweep(Cell broken, Variant variant) {
        List<String> overrides = new ArrayList<>(broken.overrides());
        overrides.add(ALONE);
        overrides.addAll(variant.overrides());
        overrides.add("tune={learning-rates: " + learningRates + ", seeds: 1, share: " + SHARE + "}");
        overrides.add("seeds=[" + SWEEP_SEED + "]");
        return derived(broken, "sweep-" + variant.name(), Purpose.SWEEP, variant, overrides);
    }

    /** The best of a breakdown's sweeps, if they are all done. */
    private Optional<Cell> confirmation(Cell broken, Evidence evidence) {
        Variant best = null;
        double rate = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (Variant variant : variants) {
            Optional<CellResult> sweep = evidence.cell(broken.name() + "-sweep-" + variant.name());
            if (sweep.isEmpty()) {
                return Optional.empty();
            }
            for (ContenderResult.TuningTrial trial : trials(sweep.get())) {
                double merit = merit(sweep.get(), trial) + (trial.chosen() ? meritWithAll(sweep.get()) : 0);
                if (best == null || merit > most) {
                    best = variant;
                    rate = trial.learningRate();
                    most = merit;
                }
            }
        }
        List<String> overrides = new ArrayList<>(broken.overrides());
        overrides.add(ALONE);
        overrides.addAll(best.overrides());
        overrides.add("tune=null");
        overrides.add("optimizer.learning-rate=" + rate);
        overrides.add("seeds=" + FRESH_SEEDS);
        return Optional.of(derived(broken, "confirmation", Purpose.CONFIRMATION, best, overrides));
    }

    /**
     * What comes on top for the rate that a sweep's trials chose, with which its seed went on to the whole budget: what
     * begins to learn in the second half of it is hopeful, however it looked after the first.
     */
    private static double meritWithAll(CellResult sweep) {
        SeedResult whole =
                sweep.contender(Arms.END_TO_END).orElseThrow().seeds().get(0);
        if (whole.succeeded()) {
            return REACHED;
        }
        Double value = whole.metrics().validation().get(sweep.comparison().metric());
        boolean begun = value != null && !value.isNaN() && Outcome.way(sweep, value) > Outcome.NOTHING;
        return begun ? BEGUN + sweep.comparison().merit(value) : 0;
    }

    private static List<ContenderResult.TuningTrial> trials(CellResult sweep) {
        return sweep.contender(Arms.END_TO_END).orElseThrow().tuning();
    }

    private static double merit(CellResult sweep, ContenderResult.TuningTrial trial) {
        Double value = trial.values().get(0);
        if (value == null || value.isNaN()) {
            return Double.NEGATIVE_INFINITY;
        }
        return sweep.comparison().merit(value);
    }

    private static Cell derived(Cell of, String name, Purpose purpose, Variant variant, List<String> overrides) {
        Map<String, String> place = new LinkedHashMap<>(of.place());
        place.put(AXIS, variant.name());
        return new Cell(of.name() + "-" + name, purpose, place, of.experiment(), overrides);
    }

    /** A note of the full form. */
    public String checked(String series) {
        return "Of each series (" + series + ") the first breakdown is checked with " + settings()
                + " settings (one seed and half of the budget each, the best rate of each network all of it; the best one, or the one that got"
                + " furthest from chance with all, then with ten fresh seeds and all of it), and"
                + " the next one only if end-to-end did not stay at chance with the best of these. What"
                + " lies behind a breakdown that was confirmed contains what is hard in it, and is not checked.";
    }

    /** A note of the quick form. */
    public String unchecked() {
        return "Breakdowns were not checked with other settings; the full form tries " + settings()
                + " for each: learning rates, widths, with and without batch norm.";
    }

    /** What a breakdown's best other settings came to, if that was looked at. */
    public static Optional<CellResult> confirmation(CellResult broken, Evidence evidence) {
        return evidence.cell(broken.cell().name() + "-confirmation");
    }
}
