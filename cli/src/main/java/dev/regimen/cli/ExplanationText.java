package dev.regimen.cli;

import dev.regimen.explanation.Arrival;
import dev.regimen.explanation.Explanation;
import dev.regimen.explanation.ModuleShare;
import dev.regimen.explanation.PhaseExplanation;
import dev.regimen.explanation.PhaseGoal;
import dev.regimen.report.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/**
 * An explanation as text: the verdict, its reason, and a table for every phase. Members that are alike share theirs.
 */
final class ExplanationText {
    private static final String END = System.lineSeparator();
    private static final String INDENT = "  ";

    /** Longer lines are hard to read, however wide the terminal. */
    private static final int WIDEST = 100;

    private static final String LEGEND =
            "'goal n' says how much of that goal's gradient arrives in a module: its Euclidean norm over the module's"
                    + " parameters, at the initial weights, of one batch. 'zero': it is exactly zero there; 'none': the"
                    + " loss does not depend on the module; '-': not asked for.";

    private final Explanation explanation;
    private final int columns;

    ExplanationText(Explanation explanation, int columns) {
        this.explanation = explanation;
        this.columns = Math.min(columns, WIDEST);
    }

    String render() {
        StringBuilder text = new StringBuilder();
        text.append(explanation.regimen())
                .append(": ")
                .append(explanation.verdict().title());
        text.append(END).append(END);
        text.append(wrapped(explanation.verdict().reason(), "")).append(END);
        Map<List<PhaseExplanation>, List<String>> alike = alike();
        alike.forEach((phases, members) -> text.append(training(phases, members)));
        return alike.isEmpty()
                ? text.toString()
                : text.append(wrapped(LEGEND, "")).toString();
    }

    /** The phases of each training, with the members whose training they are like. */
    private Map<List<PhaseExplanation>, List<String>> alike() {
        Map<List<Integer>, List<PhaseExplanation>> byMember = explanation.phases().stream()
                .collect(Collectors.groupingBy(PhaseExplanation::members, LinkedHashMap::new, Collectors.toList()));
        Map<List<PhaseExplanation>, List<PhaseExplanation>> firsts = new LinkedHashMap<>();
        Map<List<PhaseExplanation>, List<String>> alike = new LinkedHashMap<>();
        byMember.forEach((member, phases) -> {
            List<PhaseExplanation> plain =
                    phases.stream().map(ExplanationText::withoutNorms).toList();
            alike.computeIfAbsent(firsts.computeIfAbsent(plain, key -> phases), key -> new ArrayList<>())
                    .add(member.stream().map(index -> String.valueOf(index + 1)).collect(Collectors.joining(".")));
        });
        return alike;
    }

    private static PhaseExplanation withoutNorms(PhaseExplanation phase) {
        List<ModuleShare> modules = phase.modules().stream()
                .map(module -> new ModuleShare(
                        module.module(),
                        module.net(),
                        module.reads(),
                        module.leadsToFinal(),
                        module.fresh(),
                        module.role(),
                        module.parameters(),
                        module.arrivals().stream()
                                .map(arrival -> new Arrival(arrival.reach(), null, arrival.parameters()))
                                .toList()))
                .toList();
        return new PhaseExplanation(
                List.of(), phase.phase(), phase.budget(), phase.goals(), modules, phase.branches(), phase.link());
    }

    private String training(List<PhaseExplanation> phases, List<String> members) {
        StringBuilder text = new StringBuilder();
        if (!phases.get(0).members().isEmpty()) {
            String who = members.size() == 1 ? "Member " : "Members ";
            String norms = members.size() == 1 ? "" : ", all alike (gradient norms of member " + members.get(0) + ")";
            text.append(END).append(wrapped(who + String.join(", ", members) + norms, ""));
        }
        text.append(wrapped("Modules: " + modules(phases.get(0)), "")).append(END);
        for (int i = 0; i < phases.size(); i++) {
            text.append(phase(phases.get(i), "Phase " + (i + 1) + " of " + phases.size()))
                    .append(END);
        }
        return text.toString();
    }

    private static String modules(PhaseExplanation phase) {
        return phase.modules().stream()
                .map(module ->
                        module.module() + " (" + module.net() + ") reads " + String.join(" and ", module.reads()))
                .collect(Collectors.joining("; "));
    }

    private String phase(PhaseExplanation phase, String number) {
        StringBuilder text = new StringBuilder(number + ": " + phase.phase() + ", " + phase.budget() + END);
        List<String> headings = new ArrayList<>(List.of("module", "in this phase", "parameters trained"));
        for (int i = 0; i < phase.goals().size(); i++) {
            headings.add("goal " + (i + 1));
            text.append(INDENT)
                    .append(wrapped(
                            "goal " + (i + 1) + ": " + goal(phase.goals().get(i)), INDENT + INDENT));
        }
        TextTable table = new TextTable(headings.toArray(String[]::new));
        phase.modules().forEach(module -> table.row(row(module)));
        return text.append(table.render().indent(INDENT.length()).replace("\n", END))
                .toString();
    }

    private static String goal(PhaseGoal goal) {
        String factor = goal.weight() == 1 ? "" : goal.weight() + " x ";
        return factor
                + switch (goal.aim()) {
                    case FINAL -> "the final objective, ";
                    case SEAM -> "an objective at a seam, ";
                    case BOTH -> "the final objective and others, ";
                }
                + String.join(" and ", goal.heads());
    }

    private static String[] row(ModuleShare module) {
        List<String> cells = new ArrayList<>();
        cells.add(module.module());
        cells.add((module.fresh() ? "drawn anew, " : "") + module.role());
        cells.add(Numbers.count((double) module.trainedParameters()) + " of "
                + Numbers.count((double) module.parameters()));
        module.arrivals().forEach(arrival -> cells.add(norm(arrival)));
        return cells.toArray(String[]::new);
    }

    private static String norm(Arrival arrival) {
        return switch (arrival.reach()) {
            case REACHED -> String.format(Locale.ROOT, "%.3g", arrival.norm());
            case ZERO -> "zero";
            case NOT_CONNECTED -> "none";
            case NOT_ASKED -> "-";
        };
    }

    private String wrapped(String text, String indent) {
        return WordUtils.wrap(text, columns - indent.length(), END + indent, false) + END;
    }
}
