package dev.regimen.study.run;

import dev.regimen.report.Numbers;
import dev.regimen.run.Provenance;
import dev.regimen.study.Evidence;
import dev.regimen.study.Setup;
import dev.regimen.study.Study;
import dev.regimen.torch.Engine;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What pages say about how a study was run.
 *
 * @param took how long it took
 */
record StudySummary(Study study, Setup setup, Evidence evidence, Took took) {
    /** With fewer, Wilson's interval of any rate holds one half. */
    private static final int FEWEST_SEEDS = 4;

    /** What makes it again. */
    String command() {
        return "./regimen reproduce " + study.name() + (setup.quick() ? " --quick" : "")
                + (setup.seeds().isPresent() ? " --seeds " + setup.seeds().getAsInt() : "")
                + (usesImages() && !setup.data().equals(Setup.of(setup.scale()).data()) ? " --data DIR" : "");
    }

    /** Whether there was anything to take from the folder of optional data. */
    private boolean usesImages() {
        return evidence.cells().stream()
                .flatMap(cell -> cell.cell().overrides().stream())
                .anyMatch(override -> override.contains("type: idx"));
    }

    String extent() {
        return String.format(
                Locale.ROOT,
                "%s form: %d comparisons, %s trainings for the record, %.2f processor hours of training%s (without evaluations and the trials that chose learning rates; what contenders begin with in common counts for each). %s",
                setup.quick() ? "Quick" : "Full",
                evidence.cells().size(),
                Numbers.count((double) trainings()),
                hours(),
                reduced(),
                took.words());
    }

    private String reduced() {
        if (setup.seeds().isEmpty()) {
            return "";
        }
        int seeds = setup.seeds().getAsInt();
        String few = seeds < FEWEST_SEEDS ? ", and too few to tell any rate from one half" : "";
        return "; " + seeds + " seeds, which is not the study's own number" + few;
    }

    private long trainings() {
        return evidence.cells().stream()
                .flatMap(cell -> cell.comparison().contenders().stream())
                .mapToLong(contender -> contender.seeds().size())
                .sum();
    }

    /** Without the trials that chose learning rates, whose time is not kept. */
    private double hours() {
        return evidence.cells().stream()
                        .flatMap(cell -> cell.comparison().contenders().stream())
                        .flatMap(contender -> contender.seeds().stream())
                        .mapToDouble(seed -> seed.cpuSeconds())
                        .sum()
                / 3600;
    }

    /** What computed it. */
    String provenance() {
        return evidence.cells().stream()
                .map(cell -> words(cell.results().provenance()))
                .distinct()
                .collect(Collectors.joining("; ", "Computed by ", "."));
    }

    private static String words(Provenance provenance) {
        Engine engine = provenance.engine();
        return "Regimen " + provenance.regimen() + " (" + provenance.commit() + "), libtorch " + engine.libtorch()
                + " on "
                + engine.platform() + " (" + engine.vectors() + ", BLAS kernel " + engine.blasKernel() + ", images "
                + engine.images() + "), "
                + engine.processor() + ", Java " + provenance.java() + ", "
                + provenance.started().substring(0, 10);
    }
}
