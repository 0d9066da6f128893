package dev.regimen.explanation;

import dev.regimen.explanation.PhaseExplanation.Form;
import dev.regimen.explanation.TrainingEvidence.Run;
import dev.regimen.explanation.Verdict.Kind;
import dev.regimen.training.Link;
import dev.regimen.training.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the verdict from what the phases show. Knows nothing of regimens. */
final class Judgement {
    private Judgement() {}

    /**
     * Of a training and of all its members, at least one of which has a phase or a statement.
     *
     * @param statements by member, of those that have no phase to look at
     * @param fittedTo the fields of labels that the members' answers are combined by; empty if by none
     */
    static Verdict of(List<PhaseExplanation> phases, Map<List<Integer>, Statement> statements, Set<String> fittedTo) {
        Verdict verdict = of(phases, statements, 0);
        return fittedTo.isEmpty()
                ? verdict
                : new Verdict(
                        verdict.kind(),
                        verdict.title(),
                        verdict.reason() + " " + Reasons.fitted(fittedTo),
                        verdict.members());
    }

    /** @param depth how many ensembles the training is a member in */
    private static Verdict of(List<PhaseExplanation> phases, Map<List<Integer>, Statement> statements, int depth) {
        List<PhaseExplanation> own =
                phases.stream().filter(phase -> phase.members().size() == depth).toList();
        List<Verdict> each = Stream.concat(phases.stream().map(PhaseExplanation::members), statements.keySet().stream())
                .filter(key -> key.size() > depth)
                .map(key -> key.get(depth))
                .distinct()
                .sorted()
                .map(member -> ofMember(phases, statements, depth, member))
                .toList();
        if (each.isEmpty()) {
            return own.isEmpty()
                    ? stated(statements.values().iterator().next())
                    : ofTraining(new TrainingEvidence(own));
        }
        if (!own.isEmpty()) {
            return new Verdict(Kind.MIXED, "members and phases of the whole", Reasons.membersAndMore(each, own), each);
        }
        if (each.size() == 1) {
            return each.get(0);
        }
        Link link = link(phases, statements, depth);
        return new Verdict(
                Kind.ENSEMBLE,
                ensembleTitle(each, link),
                Reasons.ensemble(each, link, new TrainingEvidence(phases)),
                each);
    }

    /** What members of an ensemble have from each other, if anything; the first of them has nothing. */
    private static Link link(List<PhaseExplanation> phases, Map<List<Integer>, Statement> statements, int depth) {
        Stream<Link> ofPhases = phases.stream()
                .filter(phase -> phase.members().size() == depth + 1)
                .map(PhaseExplanation::link);
        Stream<Link> ofStatements = statements.entrySet().stream()
                .filter(statement -> statement.getKey().size() == depth + 1)
                .map(statement -> statement.getValue().link());
        return Stream.concat(ofPhases, ofStatements)
                .filter(link -> link != Link.NONE)
                .findFirst()
                .orElse(Link.NONE);
    }

    private static Verdict ofMember(
            List<PhaseExplanation> phases, Map<List<Integer>, Statement> statements, int depth, int member) {
        Predicate<List<Integer>> its = key -> key.size() > depth && key.get(depth) == member;
        Map<List<Integer>, Statement> stated = new LinkedHashMap<>(statements);
        stated.keySet().removeIf(its.negate());
        return of(phases.stream().filter(phase -> its.test(phase.members())).toList(), stated, depth + 1);
    }

    private static Verdict stated(Statement statement) {
        return verdict(Kind.NO_GRADIENT, statement.title(), statement.reason());
    }

    private static Verdict ofTraining(TrainingEvidence evidence) {
        List<Run> runs = evidence.runs();
        if (!evidence.neverTrained().isEmpty()) {
            return verdict(Kind.MIXED, "partly trained", Reasons.partlyTrained(evidence));
        }
        Set<String> controlled = evidence.controlled();
        if (!controlled.isEmpty()) {
            String title = "control: " + Reasons.list(controlled) + " alone on the final objective";
            return verdict(Kind.CONTROL, title, Reasons.control(evidence, controlled));
        }
        if (runs.size() > 1) {
            String title = runs.stream().map(Judgement::name).collect(Collectors.joining(", then "));
            return verdict(Kind.MIXED, title, Reasons.inARow(evidence));
        }
        return ofOneForm(evidence, runs.get(0));
    }

    private static Verdict ofOneForm(TrainingEvidence evidence, Run run) {
        List<String> branches = run.phases().get(0).branches();
        if (run.form() == Form.AUXILIARY) {
            return verdict(Kind.AUXILIARY, name(run), Reasons.auxiliary(evidence));
        } else if (run.form() == Form.END_TO_END && branches.isEmpty()) {
            return verdict(Kind.END_TO_END, name(run), Reasons.endToEnd(evidence));
        } else if (run.form() == Form.END_TO_END) {
            String title = "fusion of " + branches.size() + " branches, which is end-to-end";
            return verdict(Kind.FUSION, title, Reasons.fusion(evidence, branches));
        } else if (evidence.branchesApart()) {
            String title = "ensemble of " + branches.size() + " branches, trained apart";
            return verdict(Kind.ENSEMBLE, title, Reasons.branchesApart(evidence, branches));
        } else if (run.eachOnce()) {
            return verdict(Kind.STEP_BY_STEP, name(run), Reasons.stepByStep(evidence));
        }
        return verdict(Kind.MIXED, name(run), Reasons.parts(evidence));
    }

    private static String name(Run run) {
        return switch (run.form()) {
            case END_TO_END -> "end-to-end";
            case AUXILIARY -> "auxiliary";
            case PART -> nameOfParts(run);
        };
    }

    private static String nameOfParts(Run run) {
        if (run.phases().size() > 1) {
            return run.eachOnce() ? "step by step" : "parts in turn";
        }
        PhaseExplanation phase = run.phases().get(0);
        return phase.trained().containsAll(phase.required())
                ? "side by side, each on objectives of its own"
                : Reasons.list(phase.trained()) + " alone";
    }

    private static String ensembleTitle(List<Verdict> members, Link link) {
        Map<String, Long> titles = members.stream()
                .collect(Collectors.groupingBy(Verdict::title, LinkedHashMap::new, Collectors.counting()));
        String start = "ensemble of " + members.size()
                + switch (link) {
                    case NONE -> " independent members";
                    case WEIGHTS -> " snapshots of one training";
                    case MISTAKES -> " boosted members";
                };
        if (titles.size() == 1) {
            return start + ", each " + members.get(0).title();
        }
        List<String> counts = new ArrayList<>();
        titles.forEach((title, count) -> counts.add(count + " " + title));
        return start + ": " + Reasons.list(counts);
    }

    private static Verdict verdict(Kind kind, String title, String reason) {
        return new Verdict(kind, title, reason.strip(), List.of());
    }
}
