package dev.regimen.explanation;

import dev.regimen.training.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a verdict is what it is, in words that need no machine learning to follow. */
final class Reasons {
    private Reasons() {}

    static String endToEnd(TrainingEvidence evidence) {
        Set<String> modules = evidence.required();
        if (modules.size() == 1) {
            return "There is one module to train, " + list(modules) + ", and " + finalObjective(evidence)
                    + " trains it. With a single module there is nothing that could be done step by step.";
        }
        return inAllPhases(evidence) + " all of " + list(modules) + " are trained at once, and the gradient of "
                + finalObjective(evidence) + " arrives in each of them. So every part is shaped by the final result"
                + " alone: that is end-to-end. " + kinds(evidence)
                + "It is not an ensemble either: the modules are parts of one predictor, not several predictors that"
                + " are trained apart and then combined.";
    }

    static String fusion(TrainingEvidence evidence, List<String> branches) {
        return "The branches that end in " + list(branches) + " could each answer alone, so this looks like an"
                + " ensemble. But the one loss, of " + finalObjective(evidence)
                + ", is taken of their combined answer, and its gradient arrives in all of " + list(evidence.required())
                + ": each branch is corrected for what the others say as well. Members of an ensemble would be"
                + " trained apart. " + kinds(evidence) + "So this is one larger model, trained end-to-end.";
    }

    static String branchesApart(TrainingEvidence evidence, List<String> branches) {
        return "The branches that end in " + list(branches) + " could each answer alone, and each is trained as if"
                + " there were no others: " + byWhat(evidence) + ". No objective is about their combined answer, so"
                + " none of them learns to correct for the others. " + kinds(evidence) + "Predictors that are trained"
                + " apart and then combined are an ensemble, here inside one model.";
    }

    static String auxiliary(TrainingEvidence evidence) {
        return inAllPhases(evidence) + " all of " + list(evidence.required())
                + " are trained at once, and the gradient of " + finalObjective(evidence)
                + " arrives in each of them, as in end-to-end training. But other objectives help: "
                + byWhat(evidence) + ". It needs the labels of step-by-step training and freezes nothing. "
                + kinds(evidence);
    }

    static String stepByStep(TrainingEvidence evidence) {
        Set<String> without = evidence.neverTrainedByFinal();
        String finals = without.isEmpty()
                ? "In no phase does the gradient of the final objective reach all of them together."
                : "The gradient of the final objective never arrives in " + list(without)
                        + ", so the final result does not shape what "
                        + (without.size() == 1 ? "it learns" : "they learn")
                        + ": that is why this is not end-to-end.";
        return "The modules are trained one after another, each in one phase, while the rest is frozen: "
                + byWhat(evidence) + ". " + finals + " " + kinds(evidence)
                + "It is not an ensemble either: the modules are parts of one predictor, each reading what another"
                + " says, not several predictors of the same thing.";
    }

    static String control(TrainingEvidence evidence, Set<String> controlled) {
        Set<String> others = new LinkedHashSet<>(evidence.required());
        others.removeAll(controlled);
        return "The last phase draws " + list(controlled) + " anew and trains nothing else, by "
                + finalObjective(evidence) + ", while " + list(others)
                + ", trained before, " + are(others) + " frozen. Whether that succeeds shows if the final objective is"
                + " enough for this part when the rest already works. " + kinds(evidence);
    }

    static String inARow(TrainingEvidence evidence) {
        List<String> sentences = new ArrayList<>();
        int number = 1;
        for (PhaseExplanation phase : evidence.phases()) {
            sentences.add("phase " + number++ + " trains " + list(phase.trained())
                    + switch (phase.form()) {
                        case END_TO_END -> " together on the final objective";
                        case AUXILIARY -> " together on the final and other objectives";
                        case PART -> " alone";
                    });
        }
        return "Several kinds of training follow each other: " + String.join("; ", sentences)
                + ". What comes out of the phases before is where the next one starts. " + kinds(evidence);
    }

    static String parts(TrainingEvidence evidence) {
        Set<String> without = evidence.neverTrainedByFinal();
        String finals = without.isEmpty()
                ? "In no phase does the gradient of the final objective reach all of them, so it is not end-to-end"
                : "The gradient of the final objective never arrives in " + list(without) + ", so it is not end-to-end";
        return "Every module is trained: " + byWhat(evidence) + ". " + finals
                + "; and the modules are not trained one after another, each once, so it is not step by step. "
                + kinds(evidence);
    }

    static String partlyTrained(TrainingEvidence evidence) {
        Set<String> never = evidence.neverTrained();
        Set<String> zero = evidence.neverMore(Arrival.Reach.ZERO);
        Set<String> cut = evidence.neverMore(Arrival.Reach.NOT_CONNECTED);
        List<String> sentences = new ArrayList<>();
        if (!zero.isEmpty()) {
            sentences.add("The gradient in " + list(zero) + " is exactly zero at the initial weights, although a phase"
                    + " is to train " + them(zero) + ": something on the way lets none through, such as rounding, or"
                    + " gives always the same");
        }
        if (!cut.isEmpty()) {
            sentences.add("No gradient arrives in " + list(cut) + ", although a phase is to train " + them(cut)
                    + ": on the way is something without one, such as a choice of the largest, or a value cut off from"
                    + " the graph");
        }
        Set<String> untouched = new LinkedHashSet<>(never);
        untouched.removeAll(zero);
        untouched.removeAll(cut);
        if (!untouched.isEmpty()) {
            sentences.add("No phase trains " + list(untouched));
        }
        return String.join(". ", sentences) + ". So " + list(never) + " "
                + (never.size() == 1 ? "keeps its" : "keep their") + " initial weights" + trainedRest(evidence, never)
                + " " + kinds(evidence);
    }

    /** @param evidence of all members' phases */
    static String ensemble(List<Verdict> members, Link link, TrainingEvidence evidence) {
        List<Verdict> others = members.stream()
                .filter(member -> member.kind() == Verdict.Kind.NO_GRADIENT)
                .distinct()
                .toList();
        return "There are " + members.size() + " members, each "
                + (others.isEmpty() && link == Link.NONE
                        ? "a complete model with phases, weights and random numbers of its own. "
                        : "complete by itself. ")
                + "Every gradient stays inside one member: no objective is about their combined"
                + " answer, which is put together only when all of them are trained. "
                + kinds(evidence)
                + linked(link)
                + others.stream().map(member -> " " + member.reason()).collect(Collectors.joining());
    }

    static String fitted(Set<String> labels) {
        return "How their answers are combined is fitted as well, to labels of the validation examples (" + list(labels)
                + "), but no gradient of that arrives in a member.";
    }

    private static String linked(Link link) {
        return switch (link) {
            case NONE -> "Predictors that are trained apart and then combined are an ensemble.";
            case WEIGHTS ->
                "But they are states of one training at several times: each goes on with the weights that the one before"
                        + " it ended with. So they are an ensemble in how they answer, and are not independent: they make"
                        + " more of the same mistakes than members that begin anew.";
            case MISTAKES ->
                "But they are trained one after another: each looks more often at the training examples that those"
                        + " before it got wrong. So they are an ensemble, whose members are not independent.";
        };
    }

    static String membersAndMore(List<Verdict> members, List<PhaseExplanation> own) {
        return "There are " + members.size() + " members that are trained apart ("
                + members.stream().map(Verdict::title).distinct().collect(Collectors.joining("; "))
                + "), as in an ensemble, but also phases outside them: "
                + own.stream().map(phase -> "'" + phase.phase() + "'").collect(Collectors.joining(", ")) + ".";
    }

    /** As {@code a, b and c}. */
    static String list(Collection<String> names) {
        List<String> all = List.copyOf(names);
        int last = all.size() - 1;
        return last < 1 ? String.join("", all) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }

    private static String inAllPhases(TrainingEvidence evidence) {
        int phases = evidence.phases().size();
        return phases == 1 ? "In the only phase" : "In each of the " + phases + " phases";
    }

    /** The answer to those who think that the kinds of nets decide. */
    private static String kinds(TrainingEvidence evidence) {
        Set<String> nets = evidence.nets();
        return nets.size() < 2
                ? ""
                : "That nets of different kinds (" + list(nets)
                        + ") work together decides nothing: what counts is where the gradients go. ";
    }

    private static String finalObjective(TrainingEvidence evidence) {
        Set<String> heads = new LinkedHashSet<>();
        evidence.phases().forEach(phase -> phase.goals().stream()
                .filter(PhaseGoal::aimsAtFinal)
                .forEach(goal -> heads.addAll(goal.heads())));
        return "the final objective (" + list(heads) + ")";
    }

    /** Each module with what trained it. */
    private static String byWhat(TrainingEvidence evidence) {
        return evidence.required().stream()
                .map(module -> byWhat(
                        module, evidence.trainers(module), evidence.phases().size()))
                .collect(Collectors.joining("; "));
    }

    private static String byWhat(String module, Map<Integer, List<PhaseGoal>> trainers, int phases) {
        List<String> parts = new ArrayList<>();
        trainers.forEach((number, goals) -> parts.add((phases == 1 ? "" : "in phase " + number + " ") + "by "
                + list(goals.stream().map(Reasons::goal).toList())));
        return module + " " + String.join(", ", parts);
    }

    private static String goal(PhaseGoal goal) {
        String heads = " (" + list(goal.heads()) + ")";
        return switch (goal.aim()) {
            case FINAL -> "the final objective" + heads;
            case SEAM -> "the objective at a seam" + heads;
            case BOTH -> "the final objective and others" + heads;
        };
    }

    private static String trainedRest(TrainingEvidence evidence, Set<String> never) {
        Set<String> rest = new LinkedHashSet<>(evidence.required());
        rest.removeAll(never);
        return rest.isEmpty() ? "." : "; only " + list(rest) + " " + are(rest) + " trained.";
    }

    private static String are(Set<String> names) {
        return names.size() == 1 ? "is" : "are";
    }

    private static String them(Set<String> names) {
        return names.size() == 1 ? "it" : "them";
    }
}
