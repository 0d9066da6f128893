package dev.regimen.task;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * All examples of some of the classes, which are drawn once. The member knows nothing of the others, so that it takes
 * several to know them all.
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

    @Override
    public long[] choose(Population population, Random random) {
        long[] classes = population.classes();
        List<Long> known = Arrays.stream(classes).boxed().collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.toList());
        int wanted = count == null ? (known.size() + 1) / 2 : count;
        if (wanted > known.size()) {
            throw new IllegalArgumentException(
                    "count of classes is " + wanted + ", but the training examples are of " + known.size());
        }
        Collections.shuffle(known, random);
        Set<Long> chosen = Set.copyOf(known.subList(0, wanted));
        return LongStream.range(0, population.size())
                .filter(position -> chosen.contains(classes[(int) position]))
                .toArray();
    }
}
