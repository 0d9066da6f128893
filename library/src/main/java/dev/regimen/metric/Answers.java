package dev.regimen.metric;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Which class probabilities name: the most probable one, or none where all are alike. So abstains who may, and what is
 * not answered is not right.
 */
public final class Answers {
    /** Stands where no class is named. */
    public static final long NONE = -1;

    private static final double ALIKE = 1e-6;

    private Answers() {}

    /**
     * The classes, or {@link #NONE}.
     *
     * @param probabilities {@code […, classes]}
     * @return {@code […]}, int64
     */
    public static Tensor of(Tensor probabilities) {
        return probabilities
                .argmax(new LongOptional(-1), false)
                .masked_fill(given(probabilities).logical_not(), new Scalar(NONE));
    }

    /**
     * Whether a class is named.
     *
     * @param probabilities {@code […, classes]}
     * @return {@code […]}
     */
    public static Tensor given(Tensor probabilities) {
        long[] last = {-1};
        return probabilities
                .amax(last, false)
                .sub(probabilities.amin(last, false))
                .gt(new Scalar(ALIKE));
    }

    /** The same of the probabilities of one item. */
    public static boolean given(List<Float> probabilities) {
        return Collections.max(probabilities) - Collections.min(probabilities) > ALIKE;
    }
}
