package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Strings of classes, and how far they are from each other. */
final class Strings {
    private Strings() {}

    /** Strings are classes of a row. */
    static boolean are(Field target) {
        return target.categorical() && target.shape().rank() == 1;
    }

    /**
     * The strings of a batch, each from its first class to its last.
     *
     * @param classes {@code [batch, any]}, negative where there is nothing
     */
    static List<long[]> of(Tensor classes) {
        long[] all = TensorData.toLongs(classes);
        int places = (int) classes.size(1);
        return IntStream.range(0, (int) classes.size(0))
                .mapToObj(i -> Arrays.stream(all, i * places, (i + 1) * places)
                        .filter(label -> label >= 0)
                        .toArray())
                .toList();
    }

    /** How many classes have to be put in, left out or changed to make one string the other (Levenshtein 1966). */
    static int distance(long[] said, long[] target) {
        int[] row = distances(target);
        for (long symbol : said) {
            row = next(row, symbol, target);
        }
        return row[target.length];
    }

    /** The distances of nothing to the first 0, 1, … classes of a string. */
    static int[] distances(long[] target) {
        return IntStream.rangeClosed(0, target.length).toArray();
    }

    /** The distances of what is one symbol longer than that of these distances. */
    static int[] next(int[] distances, long symbol, long[] target) {
        int[] next = new int[distances.length];
        next[0] = distances[0] + 1;
        for (int i = 1; i < next.length; i++) {
            int change = distances[i - 1] + (symbol == target[i - 1] ? 0 : 1);
            next[i] = Math.min(change, 1 + Math.min(distances[i], next[i - 1]));
        }
        return next;
    }
}
