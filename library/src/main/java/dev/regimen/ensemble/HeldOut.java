package dev.regimen.ensemble;

import dev.regimen.objective.Head;
import dev.regimen.task.Labelled;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import java.util.function.Supplier;
import org.bytedeco.pytorch.LongOptional;
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

    /**
     * Which of very many rows are looked at, such as the pixels of many images: every so manieth.
     *
     * @param every 1 for all
     */
    record Rows(long every) {
        /** What members say of so many pixels takes some hundred MB, and is far more than it takes to fit weights. */
        private static final long MOST_NUMBERS = 50_000_000;

        static final Rows ALL = new Rows(1);

        /** Few enough that all that so many members say of them has room. */
        static Rows fewEnough(Task task, Head head, int members) {
            return fewEnough(
                    labels(task, head).numel()
                            * members
                            * Math.max(1, task.target(head).classes().size()),
                    MOST_NUMBERS);
        }

        static Rows fewEnough(long numbers, long most) {
            return new Rows(Math.max(1, (numbers + most - 1) / most));
        }

        /**
         * Those of a part of the rows.
         *
         * @param rows {@code [rows, …]}
         * @param before how many rows come before the part
         */
        Tensor of(Tensor rows, long before) {
            long first = Math.min(rows.size(0), (every - before % every) % every);
            return every == 1 ? rows : rows.slice(0, new LongOptional(first), new LongOptional(rows.size(0)), every);
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
