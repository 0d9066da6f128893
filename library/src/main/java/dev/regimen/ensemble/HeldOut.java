package dev.regimen.ensemble;

import dev.regimen.objective.Head;
import dev.regimen.task.Labelled;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Members' predictions on the validation examples, for combiners that are fitted.
 *
 * <p>What counts for the head only: pixels without a label are left out.
 *
 * @param source of the predictions, which are not made before they are asked for
 * @param labels of the targets, likewise
 * @param categorical whether the targets are classes
 */
public record HeldOut(Supplier<Tensor> source, Supplier<Tensor> labels, boolean categorical) {
    /** A smaller probability counts as this, so that one certain error is not infinitely much. */
    private static final double LEAST = 1e-12;

    /**
     * The validation examples of a head, and what members say of them.
     *
     * @param predictions about those of all labels that {@code rows} gives
     */
    static HeldOut of(Task task, Head head, Rows rows, Supplier<Tensor> predictions) {
        return new HeldOut(
                predictions,
                () -> rows.of(labels(task, head), 0),
                task.target(head).categorical());
    }

    /** All labels of a head's validation examples, {@code [rows]}. */
    static Tensor labels(Task task, Head head) {
        Tensor targets = task.examples().validation().column(head.target());
        return Labelled.only(head, targets, targets).reshape(-1);
    }

    /** How many labels a head's validation examples have. */
    static long count(Task task, Head head) {
        try (PointerScope scope = new PointerScope()) {
            return labels(task, head).numel();
        }
    }

    /**
     * Which of very many rows are looked at, such as the pixels of many images: as many as wanted, one somewhere in
     * each of as many equal parts, so that no column of an image comes up more often than another.
     *
     * @param places in ascending order; null for all
     */
    record Rows(long[] places) {
        static final Rows ALL = new Rows(null);

        static Rows of(long wanted, long all) {
            if (wanted >= all) {
                return ALL;
            }
            SplittableRandom random = new SplittableRandom(wanted);
            return new Rows(LongStream.range(0, wanted)
                    .map(i -> random.nextLong(i * all / wanted, (i + 1) * all / wanted))
                    .toArray());
        }

        /**
         * Those of a part of the rows.
         *
         * @param rows {@code [rows, …]}
         * @param before how many rows come before the part
         */
        Tensor of(Tensor rows, long before) {
            if (places == null) {
                return rows;
            }
            long[] here = Arrays.stream(places, at(before), at(before + rows.size(0)))
                    .map(place -> place - before)
                    .toArray();
            return rows.index_select(0, TensorData.longs(here, here.length));
        }

        /** The index of the first place from here on. */
        private int at(long place) {
            int found = Arrays.binarySearch(places, place);
            return found < 0 ? -found - 1 : found;
        }
    }

    /** {@code [rows]}: classes, int64, or real numbers; a row for every item of every example. */
    public Tensor targets() {
        return labels.get();
    }

    /**
     * Lets the members predict, which takes as long as evaluating them all.
     *
     * @return probabilities {@code [members, rows, classes]} or values {@code [members, rows]}; in the caller's scope
     */
    public Tensor predictions() {
        return source.get();
    }

    /**
     * What the members give the targets: the probability of the target class, or the value. The mean of members is the
     * mean of what they give.
     *
     * @return {@code [members, rows]}, in double precision
     */
    Tensor given() {
        Tensor all = predictions().to(ScalarType.Double);
        Tensor targets = targets();
        return categorical
                ? all.gather(2, targets.reshape(1, -1, 1).expand(all.size(0), targets.numel(), 1))
                        .squeeze(2)
                : all;
    }

    /**
     * What is wrong with such answers: the cross-entropy of classes, the mean squared error of values.
     *
     * @param given {@code [rows]}
     */
    double error(Tensor given) {
        return TensorData.toDouble(
                categorical
                        ? given.clamp_min(new Scalar(LEAST)).log().mean().neg()
                        : given.sub(targets()).square().mean());
    }
}
