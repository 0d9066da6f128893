package dev.regimen.training;

import dev.regimen.budget.Spent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said about a system that was trained in another run. */
final class Elsewhere {
    private Elsewhere() {}

    static Statement statement(Finished system) {
        List<PhaseReport> phases = phases(system).toList();
        Spent spent = phases.stream().map(PhaseReport::spent).reduce(Spent.NOTHING, Spent::plus);
        String labels = Label.union(phases.stream().map(PhaseReport::labels).toList()).stream()
                .map(Label::words)
                .collect(Collectors.joining(", "));
        return new Statement(
                "system trained elsewhere (" + system.name() + ")",
                String.format(
                        Locale.ROOT,
                        "The finished system %s is taken as it is: nothing of it is trained here, so there is no gradient"
                                + " to look at. Its training there had %,d %s and cost %,d examples; the labels were %s.",
                        system.name(),
                        phases.size(),
                        phases.size() == 1 ? "phase" : "phases",
                        spent.examples(),
                        labels),
                Link.NONE);
    }

    private static Stream<PhaseReport> phases(Finished system) {
        return Stream.concat(system.phases().stream(), system.members().stream().flatMap(Elsewhere::phases));
    }
}
