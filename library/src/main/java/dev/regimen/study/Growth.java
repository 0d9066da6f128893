package dev.regimen.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a contender's cost grows with the number of modules, from the lengths at which every seed reached the target: to
 * leave single seeds out would make the longest chains look cheap.
 *
 * @param lengths those that were used
 * @param censored those at which some seed did not reach it
 * @param fits best first; empty with fewer than {@link #FEWEST_LENGTHS} lengths
 */
record Growth(String contender, List<Integer> lengths, List<Integer> censored, List<GrowthFit> fits) {
    /** Two points lie on a curve of any kind. */
    static final int FEWEST_LENGTHS = 3;

    /** By how much Akaike's criterion has to differ for the worse law to be set aside. */
    static final double CLEAR = 2;

    /** @param costs of every seed, by the number of modules */
    static Growth of(String contender, Map<Integer, List<Cost>> costs) {
        List<Integer> lengths = new ArrayList<>();
        List<Integer> censored = new ArrayList<>();
        List<GrowthFit.Value> values = new ArrayList<>();
        new TreeMap<>(costs).forEach((length, seeds) -> {
            boolean all = seeds.stream().allMatch(Cost::reached);
            (all ? lengths : censored).add(length);
            if (all) {
                seeds.forEach(cost -> values.add(new GrowthFit.Value(length, cost.logarithm())));
            }
        });
        boolean enough = lengths.size() >= FEWEST_LENGTHS && values.size() >= GrowthFit.FEWEST;
        return new Growth(contender, lengths, censored, enough ? fits(values) : List.of());
    }

    private static List<GrowthFit> fits(List<GrowthFit.Value> values) {
        return Arrays.stream(GrowthLaw.values())
                .map(law -> GrowthFit.of(law, values))
                .sorted(Comparator.comparingDouble(GrowthFit::criterion))
                .toList();
    }

    /** The laws that are about as good as the best, if anything was fitted. */
    List<GrowthLaw> alsoGood() {
        return fits.stream()
                .skip(1)
                .filter(fit -> fit.criterion() - fits.get(0).criterion() < CLEAR)
                .map(GrowthFit::law)
                .toList();
    }
}
