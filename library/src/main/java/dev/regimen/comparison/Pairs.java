package dev.regimen.comparison;

import dev.regimen.training.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every two contenders against each other, or all others against some of them, seed by seed. */
final class Pairs {
    private Pairs() {}

    /** Two contenders, not yet corrected for there being others. */
    record Pair(ContenderResult better, ContenderResult worse, Estimate difference, double pValue) {}

    /** @param reference one of these belongs to each pair; empty for all pairs. Fewer pairs are corrected for less */
    static List<PairedDifference> of(
            List<ContenderResult> contenders, List<String> reference, String metric, boolean higherIsBetter) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            for (int j = i + 1; j < contenders.size(); j++) {
                boolean referred = reference.contains(contenders.get(i).name())
                        || reference.contains(contenders.get(j).name());
                if (reference.isEmpty() || referred) {
                    pairs.add(pair(contenders.get(i), contenders.get(j), metric, higherIsBetter));
                }
            }
        }
        double[] pValues = pairs.stream().mapToDouble(Pair::pValue).toArray();
        double[] corrected = Statistics.holm(pValues);
        return IntStream.range(0, pairs.size())
                .mapToObj(index -> difference(pairs.get(index), metric, corrected[index]))
                .toList();
    }

    private static Pair pair(ContenderResult first, ContenderResult second, String metric, boolean higherIsBetter) {
        double[] differences = IntStream.range(0, first.seeds().size())
                .mapToDouble(seed -> value(first, seed, metric) - value(second, seed, metric))
                .toArray();
        boolean firstIsBetter = (Arrays.stream(differences).sum() >= 0) == higherIsBetter;
        return firstIsBetter
                ? pair(first, second, differences)
                : pair(
                        second,
                        first,
                        Arrays.stream(differences)
                                .map(difference -> -difference)
                                .toArray());
    }

    private static Pair pair(ContenderResult better, ContenderResult worse, double[] differences) {
        Estimate difference = Statistics.mean(differences);
        // Of two systems that are what they are, all seeds say the same.
        return better.isOneSystem() && worse.isOneSystem()
                ? new Pair(better, worse, difference.withoutInterval(), Double.NaN)
                : new Pair(better, worse, difference, Statistics.pValue(differences));
    }

    private static double value(ContenderResult contender, int seed, String metric) {
        return contender.seeds().get(seed).metrics().test().get(metric);
    }

    private static PairedDifference difference(Pair pair, String metric, double corrected) {
        Set<String> labels = fields(pair.better);
        boolean same = labels.equals(fields(pair.worse));
        Double known = Double.isNaN(corrected) ? null : corrected;
        return new PairedDifference(
                pair.better.name(),
                pair.worse.name(),
                pair.difference,
                known == null ? null : Double.valueOf(pair.pValue),
                known,
                same,
                Verdicts.ofPair(pair, metric, known));
    }

    /** The fields of the examples that a contender consumed as labels, those of validation examples apart. */
    static Set<String> fields(ContenderResult contender) {
        return contender.summary().labels().stream()
                .map(label ->
                        label.at().equals(Label.COMBINER) ? label.field() + " of validation examples" : label.field())
                .collect(Collectors.toSet());
    }
}
