package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.explanation.Arrival;
import dev.regimen.explanation.Arrival.Reach;
import dev.regimen.explanation.Explanation;
import dev.regimen.explanation.ModuleShare;
import dev.regimen.explanation.ModuleShare.Role;
import dev.regimen.explanation.PhaseExplanation;
import dev.regimen.explanation.PhaseGoal;
import dev.regimen.explanation.PhaseGoal.Aim;
import dev.regimen.explanation.Verdict;
import dev.regimen.training.Link;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
    private static final Arrival NOT_ASKED = new Arrival(Reach.NOT_ASKED, null, 0);

    @Test
    void showsWhatEachPhaseTrainsByWhat() {
        String text = new ExplanationText(stepByStep(), 90).render();
        assertThat(text).isEqualToNormalizingNewlines("""
                staged: step by step

                One after another.

                Modules: reader (conv-stack) reads image; adder (mlp) reads reader

                Phase 1 of 2: reader, 64,000 examples
                  goal 1: 0.5 x an objective at a seam, reader on digit
                  module  in this phase  parameters trained  goal 1
                  ------  -------------  ------------------  ------
                  reader  trained            5,034 of 5,034   0.412
                  adder   not computed          0 of 19,722       -

                Phase 2 of 2: adder, 64,000 examples
                  goal 1: the final objective, adder on sum
                  module  in this phase         parameters trained  goal 1
                  ------  --------------------  ------------------  ------
                  reader  frozen, forward only          0 of 5,034       -
                  adder   trained                 19,722 of 19,722    1.27

                'goal n' says how much of that goal's gradient arrives in a module: its Euclidean norm
                over the module's parameters, at the initial weights, of one batch. 'zero': it is exactly
                zero there; 'none': the loss does not depend on the module; '-': not asked for.
                """);
    }

    @Test
    void showsMembersThatAreAlikeOnce() {
        List<PhaseExplanation> phases =
                List.of(joint(List.of(0), 0.1), joint(List.of(1), 0.2), joint(List.of(2, 0), null));
        String text = new ExplanationText(
                        new Explanation(
                                "voted",
                                phases,
                                new Verdict(Verdict.Kind.ENSEMBLE, "ensemble of 3", "Apart.", List.of())),
                        90)
                .render();
        assertThat(text)
                .contains("Members 1, 2, all alike (gradient norms of member 1)")
                .contains("Member 3.1")
                .contains("0.100")
                .doesNotContain("0.200")
                .contains("drawn anew, trained")
                .contains("drawn anew, no gradient arrives")
                .contains("zero");
    }

    @Test
    void staysWithinTheTerminal() {
        String reason =
                "It goes on and on about where the gradients go. ".repeat(10).strip();
        Explanation explanation = new Explanation(
                "long",
                stepByStep().phases(),
                new Verdict(Verdict.Kind.STEP_BY_STEP, "step by step", reason, List.of()));
        assertThat(new ExplanationText(explanation, 80).render().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(new ExplanationText(explanation, 300).render().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    private static Explanation stepByStep() {
        PhaseExplanation first = new PhaseExplanation(
                List.of(),
                "reader",
                Budget.examples(64000),
                List.of(new PhaseGoal(Aim.SEAM, List.of("reader on digit"), 0.5)),
                List.of(
                        module("reader", "conv-stack", "image", Role.TRAINED, 5034, reached(0.4123, 5034)),
                        module("adder", "mlp", "reader", Role.NOT_NEEDED, 19722, NOT_ASKED)),
                List.of(),
                Link.NONE);
        PhaseExplanation second = new PhaseExplanation(
                List.of(),
                "adder",
                Budget.examples(64000),
                List.of(new PhaseGoal(Aim.FINAL, List.of("adder on sum"), 1)),
                List.of(
                        module("reader", "conv-stack", "image", Role.FORWARD_ONLY, 5034, NOT_ASKED),
                        module("adder", "mlp", "reader", Role.TRAINED, 19722, reached(1.27, 19722))),
                List.of(),
                Link.NONE);
        return new Explanation(
                "staged",
                List.of(first, second),
                new Verdict(Verdict.Kind.STEP_BY_STEP, "step by step", "One after another.", List.of()));
    }

    /** @param norm null for a gradient of zero */
    private static PhaseExplanation joint(List<Integer> members, Double norm) {
        Arrival arrival = norm == null ? new Arrival(Reach.ZERO, 0.0, 9) : reached(norm, 9);
        Role role = norm == null ? Role.UNREACHED : Role.TRAINED;
        return new PhaseExplanation(
                members,
                "end-to-end",
                Budget.steps(10),
                List.of(new PhaseGoal(Aim.FINAL, List.of("net on label"), 1)),
                List.of(new ModuleShare("net", "mlp", List.of("x"), true, true, role, 9, List.of(arrival))),
                List.of(),
                Link.NONE);
    }

    private static ModuleShare module(
            String name, String net, String reads, Role role, long parameters, Arrival arrival) {
        return new ModuleShare(name, net, List.of(reads), true, false, role, parameters, List.of(arrival));
    }

    private static Arrival reached(double norm, long parameters) {
        return new Arrival(Reach.REACHED, norm, parameters);
    }
}
