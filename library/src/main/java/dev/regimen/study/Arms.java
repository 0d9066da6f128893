package dev.regimen.study;

import dev.regimen.comparison.ContenderResult;
import java.util.List;

/** What the contenders of studies are called in their experiments. */
final class Arms {
    static final String END_TO_END = "end-to-end";
    static final String STEP_BY_STEP = "step-by-step";
    static final String FINE_TUNED = "fine-tuned";
    static final String AUXILIARY = "auxiliary";

    /** Before the name of the module that is trained alone. */
    static final String CONTROL = "control-";

    private Arms() {}

    /** The controls of a cell. */
    static List<String> controls(CellResult cell) {
        return cell.comparison().contenders().stream()
                .map(ContenderResult::name)
                .filter(name -> name.startsWith(CONTROL))
                .toList();
    }
}
