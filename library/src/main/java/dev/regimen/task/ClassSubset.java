package dev.regimen.task;

import dev.regimen.torch.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * All examples of some of the classes, which are dealt out to the members like cards, from a new pack whenever one is
 * used up: each knows as many and nothing of the others, and together they know them all.
 *
 * @param count how many classes, at least 2; half of them, rounded up, unless set
 */
public record ClassSubset(Integer count) implements Sampling {
    /** @throws IllegalArgumentException if it is out of range */
    public ClassSubset {
        if (count != null && count < 2) {
            throw new IllegalArgumentException("count of classes is at least 2, not " + count);
        }
    }

    /** @throws IllegalArgumentException if there are not so many classes, or more than all members could know */
    @Override
    public long[] choose(Population population, Random random, Sample.Place place) {
        long[] classes = population.classes();
        List<Long> all = Arrays.stream(classes).distinct().sorted().boxed().toList();
        int wanted = count == null ? (all.size() + 1) / 2 : count;
        if (wanted > all.size()) {
            throw new IllegalArgumentException(
                    "count of classes is " + wanted + ", but the training examples are of " + all.size());
        }
        if (place.members() > 0 && place.members() * wanted < all.size()) {
            throw new IllegalArgumentException("count of classes is " + wanted + " for each of " + place.members()
                    + " members, but there are " + all.size()
                    + " classes: some of them nobody would know; it is at least "
                    + (all.size() + place.members() - 1) / place.members());
        }
        Set<Long> chosen = hand(all, wanted, place);
        return LongStream.range(0, population.size())
                .filter(position -> chosen.contains(classes[(int) position]))
                .toArray();
    }

    /** What a member is dealt: hands are filled one after another, from new packs as often as one is used up. */
    private static Set<Long> hand(List<Long> all, int wanted, Sample.Place place) {
        Random dealer = new Random(Seeds.derive(place.seed(), "classes"));
        List<Long> pack = new ArrayList<>();
        Set<Long> hand = Set.of();
        for (int member = 0; member <= place.index(); member++) {
            hand = new LinkedHashSet<>();
            while (hand.size() < wanted) {
                if (hand.containsAll(pack)) {
                    List<Long> another = new ArrayList<>(all);
                    Collections.shuffle(another, dealer);
                    pack.addAll(another);
                }
                Set<Long> held = hand;
                Long next = pack.stream()
                        .filter(one -> !held.contains(one))
                        .findFirst()
                        .orElseThrow();
                pack.remove(next);
                hand.add(next);
            }
        }
        return hand;
    }
}
