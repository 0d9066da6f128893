package dev.regimen.study.builtin;

import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Findings;
import dev.regimen.study.Purpose;
import dev.regimen.study.Setup;
import dev.regimen.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One network for plain classification, trained as a whole and block by block: end-to-end training lacks nothing here.
 */
final class SameNetworkStudy implements Study {
    /** The axis of what is classified. */
    static final String DATA = "data";

    private static final String EXPERIMENT = "layer-wise.yaml";
    private static final String QUICK_RATE = "optimizer.learning-rate=0.002";
    private static final String FASHION = "fashion-mnist";

    @Override
    public String name() {
        return "same-network";
    }

    @Override
    public String title() {
        return "plain classification by one network: what layer-wise training loses where end-to-end lacks nothing";
    }

    @Override
    public String about() {
        return "One convolutional network is cut into three blocks, each with a small head. End-to-end training uses the"
                + " last head alone. Step by step is layer-wise greedy training: each block learns with its own head on the"
                + " same labels and is then frozen (Belilovsky, Eickenberg and Oyallon, ICML 2019, who train wider nets on"
                + " other images, so that numbers are not theirs). All labels are of one kind here and the task needs no"
                + " second skill: this is the other side of the limits of end-to-end learning, and a test of whether this"
                + " tool is fair.";
    }

    @Override
    public List<Cell> cells(Setup setup, Evidence evidence) {
        List<Cell> cells = new ArrayList<>();
        cells.add(digits(setup));
        if (setup.hasImages(FASHION)) {
            cells.add(fashion(setup));
        }
        return cells;
    }

    private static Cell digits(Setup setup) {
        List<String> overrides = new ArrayList<>();
        if (setup.quick()) {
            overrides.addAll(List.of("budget.examples=48000", "evaluations=12", "seeds=5", "tune=null", QUICK_RATE));
        } else {
            overrides.add("seeds=20");
        }
        return cell(setup, "digits", overrides);
    }

    private static Cell fashion(Setup setup) {
        List<String> overrides = new ArrayList<>();
        overrides.add("data.source={type: idx, folder: " + FASHION + "}");
        if (setup.quick()) {
            overrides.addAll(List.of("budget.examples=10000", "evaluations=1", "seeds=5", "tune=null", QUICK_RATE));
        } else {
            overrides.addAll(List.of("budget.examples=600000", "evaluations=12", "seeds=10"));
        }
        return cell(setup, FASHION, overrides);
    }

    private static Cell cell(Setup setup, String data, List<String> overrides) {
        setup.seeds().ifPresent(seeds -> overrides.add("seeds=" + seeds));
        return new Cell(data, Purpose.MAIN, Map.of(DATA, data), EXPERIMENT, overrides);
    }

    @Override
    public Findings findings(Setup setup, Evidence evidence) {
        List<CellResult> cells = evidence.of(Purpose.MAIN);
        return new Findings(
                SameNetworkClaims.of(cells),
                List.of(SameNetworkFigures.lead(cells), SameNetworkFigures.depth(cells)),
                List.of(SameNetworkTable.of(cells)),
                notes(setup));
    }

    @Override
    public List<String> missing(Setup setup) {
        return setup.hasImages(FASHION) ? List.of() : List.of(setup.missing(FASHION));
    }

    private List<String> notes(Setup setup) {
        List<String> notes = new ArrayList<>();
        notes.addAll(missing(setup));
        if (setup.quick()) {
            notes.add(
                    "Reduced: on digits 48,000 examples instead of 120,000 and 5 seeds instead of 20, on Fashion-MNIST 10,000"
                            + " instead of 600,000 and 5 instead of 10; fewer evaluations; one learning rate for all instead of"
                            + " a tuned one for each. Nets of this size are not done learning"
                            + " then, which hurts whoever splits a budget; the full form tunes and trains longer.");
        }
        notes.add(
                "All contenders see equally many examples. Step by step updates one block and its head at a time, so that"
                        + " its updates of modules are fewer and cheaper: the table says how many.");
        return notes;
    }
}
