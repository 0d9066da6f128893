package dev.regimen.study.finding;

import dev.regimen.study.CellResult;
import java.util.List;
import java.util.stream.Stream;

/** What the contenders of studies are called in their experiments. */
public final class Arms {
    /** All modules at once, on the final labels. */
    public static final String END_TO_END = "end-to-end";
    /** One module after another on labels of its own, the others frozen. */
    public static final String STEP_BY_STEP = "step-by-step";
    /** Step by step, then all modules at once. */
    public static final String FINE_TUNED = "fine-tuned";
    /** All modules at once, on all labels. */
    public static final String AUXILIARY = "auxiliary";

    /** Before the name of the module that is trained alone. */
    public static final String CONTROL = "control-";

    private Arms() {}

    /** Settings that leave contenders of an experiment out. */
    public static List<String> without(String... contenders) {
        return Stream.of(contenders)
                .map(contender -> "regimens." + contender + "=null")
                .toList();
    }

    /** The controls of a cell. */
    public static List<String> controls(CellResult cell) {
        return cell.contenders().stream()
                .filter(name -> name.startsWith(CONTROL))
                .toList();
    }
}
