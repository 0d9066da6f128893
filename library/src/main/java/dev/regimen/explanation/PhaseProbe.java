package dev.regimen.explanation;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.explanation.ModuleShare.Role;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.objective.Head;
import dev.regimen.task.Task;
import dev.regimen.training.Goal;
import dev.regimen.training.Origin;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseInspector;
import dev.regimen.training.Statement;
import dev.regimen.training.TrainingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Collects what every phase of a training and of its members trains by what. Members may come from several threads. */
final class PhaseProbe implements PhaseInspector {
    /** One member runs its phases one after another, so each list grows in one thread at a time. */
    private final Map<List<Integer>, List<PhaseExplanation>> byMember =
            new ConcurrentSkipListMap<>(Comparator.comparing(PhaseProbe::array, Arrays::compare));

    private final Map<List<Integer>, Statement> statements =
            new ConcurrentSkipListMap<>(Comparator.comparing(PhaseProbe::array, Arrays::compare));

    @Override
    public void inspect(TrainingKey key, Origin origin, Phase phase, Task task, Model model, Batch batch) {
        GradientFlow flow = GradientFlow.measure(key.derivedSeed(), phase, model, batch);
        Collection<String> leading = model.spec().ancestors(task.objective().reads());
        List<ModuleShare> modules = model.spec().modules().stream()
                .map(module -> share(module, phase, model, flow, leading.contains(module.name())))
                .toList();
        List<PhaseGoal> goals =
                phase.goals().stream().map(goal -> goal(goal, task)).toList();
        byMember.computeIfAbsent(key.members(), members -> new ArrayList<>())
                .add(new PhaseExplanation(
                        key.members(),
                        phase.name(),
                        phase.budget(),
                        goals,
                        modules,
                        branches(model, task),
                        origin.link()));
    }

    @Override
    public void stated(TrainingKey key, Statement statement) {
        statements.put(key.members(), statement);
    }

    /** What is said, by member, where there is no phase. */
    Map<List<Integer>, Statement> statements() {
        return Collections.unmodifiableMap(statements);
    }

    /** All phases, member by member. */
    List<PhaseExplanation> phases() {
        return byMember.values().stream().flatMap(List::stream).toList();
    }

    private static ModuleShare share(
            ModuleSpec module, Phase phase, Model model, GradientFlow flow, boolean leadsToFinal) {
        String name = module.name();
        List<Arrival> arrivals = flow.arrivals().stream()
                .map(goal -> goal.getOrDefault(name, Arrival.NOT_ASKED))
                .toList();
        long parameters = model.parameterCount(name);
        Role role = role(name, phase, parameters, flow, arrivals);
        boolean fresh = phase.freshModules().contains(name);
        return new ModuleShare(
                name, kind(module.net()), module.reads(), leadsToFinal, fresh, role, parameters, arrivals);
    }

    private static Role role(String name, Phase phase, long parameters, GradientFlow flow, List<Arrival> arrivals) {
        if (!flow.computed().contains(name)) {
            return Role.NOT_NEEDED;
        } else if (parameters == 0) {
            return Role.NO_PARAMETERS;
        } else if (phase.trainedModules().contains(name)) {
            return arrivals.stream().anyMatch(Arrival::reached) ? Role.TRAINED : Role.UNREACHED;
        }
        return flow.carrying().contains(name) ? Role.PASSED : Role.FORWARD_ONLY;
    }

    private static PhaseGoal goal(Goal goal, Task task) {
        List<Head> heads = goal.objective().heads();
        List<Head> finals = task.objective().heads();
        PhaseGoal.Aim aim = finals.containsAll(heads)
                ? PhaseGoal.Aim.FINAL
                : heads.stream().anyMatch(finals::contains) ? PhaseGoal.Aim.BOTH : PhaseGoal.Aim.SEAM;
        return new PhaseGoal(
                aim,
                heads.stream().map(head -> head.of() + " on " + head.target()).toList(),
                goal.weight());
    }

    private static List<String> branches(Model model, Task task) {
        ModelSpec spec = model.spec();
        Map<String, Field> fields = model.fields();
        ModuleSpec last = spec.module(task.finalHead().of());
        Shape shape = fields.get(last.name()).shape();
        Set<String> seen = new HashSet<>();
        boolean apart = last.reads().stream()
                .allMatch(read -> spec.names().contains(read)
                        && fields.get(read).shape().equals(shape)
                        && spec.ancestors(List.of(read)).stream().allMatch(seen::add));
        return apart && last.reads().size() > 1 ? last.reads() : List.of();
    }

    private static String kind(Net net) {
        Class<?> type = net.getClass();
        boolean nameless = type.isHidden() || type.isAnonymousClass();
        return nameless
                ? "own net"
                : type.getSimpleName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static int[] array(List<Integer> members) {
        return members.stream().mapToInt(Integer::intValue).toArray();
    }
}
