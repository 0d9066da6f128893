package dev.regimen.study.builtin;

import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Findings;
import dev.regimen.study.Purpose;
import dev.regimen.study.Setup;
import dev.regimen.study.Study;
import dev.regimen.study.Table;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.BreakdownCheck;
import dev.regimen.study.finding.Claims;
import dev.regimen.study.finding.Relabellings;
import dev.regimen.study.finding.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Sums of digits, plain and modulo a number: the map of where which way of training works. */
final class DigitSumStudy implements Study {
    private static final String EXPERIMENT = "digit-sum-map.yaml";
    private static final int CLASSES = 10;
    private static final String PLAIN = "plain";
    private static final String MODULUS = "modulus";

    /** Single modules alone are trained where the sum is plain or modulo this. */
    private static final int CONTROLLED = 10;

    private static final BreakdownCheck CHECK = BreakdownCheck.of(
            List.of(
                    new BreakdownCheck.Variant(
                            "narrow",
                            List.of("modules.reader.net.channels=[8, 16]", "modules.adder.net.hidden=[64, 64]")),
                    new BreakdownCheck.Variant(
                            "middle",
                            List.of("modules.reader.net.channels=[16, 32]", "modules.adder.net.hidden=[128, 128]")),
                    new BreakdownCheck.Variant(
                            "wide",
                            List.of("modules.reader.net.channels=[32, 64]", "modules.adder.net.hidden=[256, 256]"))),
            "modules.reader.net.batch-norm");

    /** Looked for in the folder of optional data. */
    private static final List<String> OTHER_IMAGES = List.of("fashion-mnist", "mnist");

    private static final String IMAGES = "images";
    private static final int QUICK_SEEDS = 5;
    private static final int SEEDS = 10;

    /** Of sums that are easy or long, where all or none of the seeds reach the target, and of other images. */
    private static final int FEWER_SEEDS = 5;

    /** The numbers of digits between easy and long. */
    private static final List<Integer> BORDER = List.of(2, 3);

    /** In the quick form only at so many digits. */
    private static final int QUICK_CONTROLLED = 2;

    private static final List<String> QUICK = List.of(
            "modules.reader.net.batch-norm=false",
            "budget.examples=64000",
            "evaluations=40",
            "tune=null",
            "optimizer.learning-rate=0.004");

    private static final String ONE_DIGIT =
            "The claims are held against sums of two digits and more: the sum of one leaves"
                    + " the adder next to nothing to do.";

    private static final String QUICK_NOTE =
            "The quick form has no batch normalisation in the reader: end-to-end training"
                    + " then breaks down with two digits already, which takes minutes to see. The full form has it, and tries both"
                    + " where end-to-end breaks down.";

    private static final String REDUCED =
            "Reduced: sums of one to three digits instead of one to six, plain and modulo " + CONTROLLED
                    + " alone; fine-tuning and the controls with " + QUICK_CONTROLLED
                    + " digits only; half of the budget, 40 evaluations instead of 64, one learning rate for all instead of a"
                    + " tuned one for each, " + QUICK_SEEDS + " seeds instead of " + SEEDS + ".";

    @Override
    public String name() {
        return "digit-sum";
    }

    @Override
    public String title() {
        return "sums of k handwritten digits, plain and modulo m: a map of where each regimen works";
    }

    @Override
    public String about() {
        return "A reader sees each of k images of handwritten digits, an adder what the reader makes of all of them;"
                + " the label is the sum, plain or modulo m. End-to-end training has that label alone; step by step the"
                + " reader is first trained on labels of digits and then frozen; auxiliary training has all labels and"
                + " trains jointly. Every training ends when it reaches the target, so that what is compared is whether"
                + " it gets there, and what that costs. The task is that of Manhaeve et al. (NeurIPS 2018); remainders"
                + " and the map are ours.";
    }

    @Override
    public List<Cell> cells(Setup setup, Evidence evidence) {
        List<Cell> cells = new ArrayList<>();
        for (int digits : digits(setup)) {
            for (OptionalInt modulus : moduli(setup)) {
                cells.add(cell(setup, digits, modulus));
            }
        }
        if (!setup.quick()) {
            OTHER_IMAGES.stream().filter(setup::hasImages).forEach(images -> cells.addAll(otherImages(setup, images)));
        }
        for (OptionalInt modulus : moduli(setup)) {
            List<CellResult> series = evidence.of(Purpose.MAIN).stream()
                    .filter(cell -> cell.cell().place().get(MODULUS).equals(name(modulus)))
                    .filter(cell -> !cell.cell().place().containsKey(IMAGES))
                    .toList();
            cells.addAll(CHECK.cells(setup, series, evidence));
        }
        return cells;
    }

    /** A part of the map with images of 28 x 28 pixels, which take ten times as long. */
    private static List<Cell> otherImages(Setup setup, String images) {
        List<Cell> cells = new ArrayList<>();
        for (int digits : List.of(2, 3)) {
            for (OptionalInt modulus : List.of(OptionalInt.empty(), OptionalInt.of(CONTROLLED))) {
                Cell embedded = cell(setup, digits, modulus);
                List<String> overrides = new ArrayList<>(embedded.overrides());
                overrides.add("data.source={type: idx, folder: " + images + "}");
                overrides.addAll(Arms.without("fine-tuned", "control-reader", "control-adder"));
                overrides.add("seeds=" + setup.seeds().orElse(FEWER_SEEDS));
                Map<String, String> place = new LinkedHashMap<>(Map.of(IMAGES, images));
                place.putAll(embedded.place());
                cells.add(new Cell(
                        images + "-" + embedded.name(), Purpose.MAIN, place, embedded.experiment(), overrides));
            }
        }
        return cells;
    }

    static List<Integer> digits(Setup setup) {
        return IntStream.rangeClosed(1, setup.choose(3, 6)).boxed().toList();
    }

    /** Plain sums first. */
    static List<OptionalInt> moduli(Setup setup) {
        List<OptionalInt> moduli = new ArrayList<>(List.of(OptionalInt.empty()));
        IntStream all = setup.quick() ? IntStream.of(CONTROLLED) : IntStream.rangeClosed(2, CLASSES);
        all.forEach(modulus -> moduli.add(OptionalInt.of(modulus)));
        return moduli;
    }

    static String name(OptionalInt modulus) {
        return modulus.isPresent() ? String.valueOf(modulus.getAsInt()) : PLAIN;
    }

    private static Cell cell(Setup setup, int digits, OptionalInt modulus) {
        List<String> overrides = new ArrayList<>();
        overrides.add("data.digits=" + digits);
        overrides.add("data.modulus=" + (modulus.isPresent() ? modulus.getAsInt() : "null"));
        overrides.add("modules.adder.net.outputs=" + modulus.orElse(digits * (CLASSES - 1) + 1));
        boolean controlled = modulus.isEmpty() || modulus.getAsInt() == CONTROLLED;
        if (!controlled || (setup.quick() && digits != QUICK_CONTROLLED)) {
            overrides.addAll(Arms.without("fine-tuned", "control-reader", "control-adder"));
        }
        if (setup.quick()) {
            overrides.addAll(QUICK);
        }
        int seeds = setup.choose(QUICK_SEEDS, BORDER.contains(digits) ? SEEDS : FEWER_SEEDS);
        overrides.add("seeds=" + setup.seeds().orElse(seeds));
        Map<String, String> place = new LinkedHashMap<>();
        place.put("digits", String.valueOf(digits));
        place.put(MODULUS, name(modulus));
        return new Cell("digits-" + digits + "-modulus-" + name(modulus), Purpose.MAIN, place, EXPERIMENT, overrides);
    }

    @Override
    public Findings findings(Setup setup, Evidence evidence) {
        List<CellResult> cells = evidence.of(Purpose.MAIN);
        List<CellResult> several = cells.stream()
                .filter(cell -> !cell.cell().place().get("digits").equals("1"))
                .toList();
        List<CellResult> embedded = cells.stream()
                .filter(cell -> !cell.cell().place().containsKey(IMAGES))
                .toList();
        return new Findings(
                new Claims(several, evidence).all(),
                embedded.isEmpty() ? List.of() : List.of(DigitSumMap.figure(embedded)),
                tables(cells, evidence),
                notes(setup));
    }

    private static List<Table> tables(List<CellResult> cells, Evidence evidence) {
        List<Table> tables = new ArrayList<>(List.of(Relabellings.table(cells)));
        tables.addAll(Tables.all(cells, evidence));
        return tables;
    }

    @Override
    public List<String> missing(Setup setup) {
        return setup.quick()
                ? List.of()
                : OTHER_IMAGES.stream()
                        .filter(images -> !setup.hasImages(images))
                        .map(setup::missing)
                        .toList();
    }

    private List<String> notes(Setup setup) {
        List<String> notes = new ArrayList<>(List.of(ONE_DIGIT));
        if (setup.quick()) {
            notes.addAll(List.of(REDUCED, QUICK_NOTE, CHECK.unchecked()));
            return notes;
        }
        notes.add(CHECK.checked(
                "sums of one kind, fewest digits first; those of other images than the embedded not at all"));
        notes.add("Reduced to keep it to hours: " + SEEDS + " seeds, not 20, with "
                + BORDER.get(0) + " and " + BORDER.get(1) + " digits, " + FEWER_SEEDS
                + " with one digit, with more, and with other images; controls and fine-tuning with plain sums and those modulo "
                + CONTROLLED
                + " of the embedded digits.");
        notes.addAll(missing(setup));
        return notes;
    }
}
