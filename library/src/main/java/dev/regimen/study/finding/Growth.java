package dev.regimen.study.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a contender's cost grows with the number of modules, from the lengths at which every seed reached the target: to
 * leave single seeds out would make the longest chains look cheap.
 *
 * @param lengths those that were used
 * @param censored those at which some seed did not reach it
 * @param fits empty with fewer than {@link GrowthFit#FEWEST} lengths; best first if their laws can be told apart
 */
public record Growth(String contender, List<Integer> lengths, List<Integer> censored, List<GrowthFit> fits) {
    /** By how much Akaike's criterion has to differ for the worse law to be set aside. */
    public static final double CLEAR = 2;

    /** @param costs of every seed, by the number of modules */
    public static Growth of(String contender, Map<Integer, List<Cost>> costs) {
        List<Integer> lengths = new ArrayList<>();
        List<Integer> censored = new ArrayList<>();
        List<GrowthFit.Value> values = new ArrayList<>();
        new TreeMap<>(costs).forEach((length, seeds) -> {
            boolean all = seeds.stream().allMatch(Cost::reached);
            (all ? lengths : censored).add(length);
            if (all) {
                values.add(new GrowthFit.Value(
                        length,
                        seeds.stream().mapToDouble(Cost::logarithm).average().orElseThrow()));
            }
        });
        return new Growth(contender, lengths, censored, values.size() < GrowthFit.FEWEST ? List.of() : fits(values));
    }

    private static List<GrowthFit> fits(List<GrowthFit.Value> values) {
        List<GrowthFit> fits = new ArrayList<>();
        for (GrowthLaw law : GrowthLaw.values()) {
            fits.add(GrowthFit.of(law, values));
        }
        if (tellsLawsApart(values.size())) {
            fits.sort(Comparator.comparingDouble(GrowthFit::criterion));
        }
        return fits;
    }

    private static boolean tellsLawsApart(int lengths) {
        return lengths >= GrowthFit.FEWEST_TO_COMPARE;
    }

    /** Whether there are lengths enough to say which law fits best. */
    public boolean tellsLawsApart() {
        return tellsLawsApart(lengths.size());
    }

    /** By this law, if anything was fitted. */
    public Optional<GrowthFit> by(GrowthLaw law) {
        return fits.stream().filter(fit -> fit.law() == law).findFirst();
    }

    /** The laws that are about as good as the best; none if they cannot be told apart. */
    public List<GrowthLaw> alsoGood() {
        if (!tellsLawsApart()) {
            return List.of();
        }
        return fits.stream()
                .skip(1)
                .filter(fit -> fit.criterion() - fits.get(0).criterion() < CLEAR)
                .map(GrowthFit::law)
                .toList();
    }
}
