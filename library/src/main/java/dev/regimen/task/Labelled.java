package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.metric.Answers;
import dev.regimen.objective.Head;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Which targets of a head count: those of a class that it ignores, and those that are unknown, do not. */
public final class Labelled {
    private Labelled() {}

    /**
     * Those of the values whose target counts.
     *
     * @param values {@code [batch, …]} of the target, and what follows
     * @param target {@code [batch, …]}
     * @return all of them as they are, or the rows {@code [targets that count, …]} of a head that ignores some
     */
    public static Tensor only(Head head, Tensor values, Tensor target) {
        if (head.ignored().isEmpty()) {
            return values;
        }
        Tensor counts = counts(head, target).reshape(-1).nonzero().reshape(-1);
        return values.flatten(0, target.dim() - 1).index_select(0, counts);
    }

    /** Whether any target of these data counts. */
    public static boolean anyOf(Dataset data, Head head) {
        if (head.ignored().isEmpty()) {
            return data.size() > 0;
        }
        try (PointerScope scope = new PointerScope()) {
            return counts(head, data.column(head.target())).any().item_bool();
        }
    }

    /** Targets in their places, those that count for nothing being {@link Field#UNLABELLED}. */
    static Tensor inPlace(Head head, Tensor target) {
        return head.ignored().isEmpty()
                ? target
                : target.masked_fill(counts(head, target).logical_not(), new Scalar(Field.UNLABELLED));
    }

    /**
     * The classes that are read: as the head reads them, or else of each target that counts the most probable one.
     *
     * @return {@code [batch, any]}, {@link Field#UNLABELLED} where there is nothing
     */
    static Tensor read(Head head, Tensor prediction, Tensor target) {
        return head.reading().map(reading -> reading.strings(prediction)).orElseGet(() -> Answers.of(prediction)
                .masked_fill(inPlace(head, target).lt(new Scalar(0)), new Scalar(Field.UNLABELLED)));
    }

    /** Where a target counts, of a head that ignores some. */
    private static Tensor counts(Head head, Tensor target) {
        return target.ge(new Scalar(0))
                .logical_and(target.ne(new Scalar(head.ignored().getAsLong())));
    }
}
