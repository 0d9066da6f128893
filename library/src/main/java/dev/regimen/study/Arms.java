package dev.regimen.study;

import java.util.List;
import java.util.stream.Stream;

/** What the contenders of studies are called in their experiments. */
final class Arms {
    static final String END_TO_END = "end-to-end";
    static final String STEP_BY_STEP = "step-by-step";
    static final String FINE_TUNED = "fine-tuned";
    static final String AUXILIARY = "auxiliary";

    /** Before the name of the module that is trained alone. */
    static final String CONTROL = "control-";

    private Arms() {}

    /** Settings that leave contenders of an experiment out. */
    static List<String> without(String... contenders) {
        return Stream.of(contenders)
                .map(contender -> "regimens." + contender + "=null")
                .toList();
    }

    /** The controls of a cell. */
    static List<String> controls(CellResult cell) {
        return cell.contenders().stream()
                .filter(name -> name.startsWith(CONTROL))
                .toList();
    }
}
