package dev.regimen.ensemble;

import dev.regimen.objective.Reading;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Chooses between the strings that the members read, example by example. Members that were trained apart put the same
 * string into other frames, so that their frames cannot be averaged (Kurata and Audhkhasi, Interspeech 2019); what they
 * read can be compared. The result is the prediction of the first member that reads the chosen string.
 *
 * @param by what decides
 */
record StringChoice(Reading reading, By by) implements Combiner {
    /** What decides between strings. */
    enum By {
        /** The mean of the probabilities that the members give a string. */
        PROBABILITY,
        /** How many members read it, and between equals that mean. */
        VOTES
    }

    @Override
    public Tensor combine(Tensor memberOutputs) {
        List<Tensor> read = LongStream.range(0, memberOutputs.size(0))
                .mapToObj(member -> reading.strings(memberOutputs.select(0, member)))
                .toList();
        Tensor[] scores = read.stream()
                .map(strings -> score(memberOutputs, read, strings))
                .toArray(Tensor[]::new);
        Tensor best = torch.stack(new TensorVector(scores), 0).argmax(new LongOptional(0), false); // [batch]
        Tensor examples = torch.arange(new Scalar(best.size(0)), best.options());
        // [members, batch, …] -> [members * batch, …] -> [batch, …]
        Tensor chosen = memberOutputs
                .flatten(0, 1)
                .index_select(0, best.mul(new Scalar(best.size(0))).add(examples));
        return known(chosen, memberOutputs);
    }

    /**
     * {@code [batch]}: the mean probability of these strings, and a whole number for each member that reads them.
     *
     * @param read what each member reads
     */
    private Tensor score(Tensor memberOutputs, List<Tensor> read, Tensor strings) {
        Tensor sum = torch.zeros(new long[] {strings.size(0)});
        for (int member = 0; member < read.size(); member++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor probability = reading.logProbabilities(memberOutputs.select(0, member), strings)
                        .exp();
                sum.add_(probability.div(new Scalar(read.size())));
                if (by == By.VOTES) {
                    Tensor same = read.get(member).eq(strings).all(1, false);
                    sum.add_(same.to(ScalarType.Float).mul(new Scalar(2)));
                }
            }
        }
        return sum;
    }

    /** NaN where a member's prediction is not finite, as the mean is. */
    private static Tensor known(Tensor chosen, Tensor memberOutputs) {
        Tensor unknown =
                memberOutputs.isfinite().logical_not().any(0).flatten(1, -1).any(1, false);
        for (long i = 1; i < chosen.dim(); i++) {
            unknown = unknown.unsqueeze(-1);
        }
        return chosen.masked_fill(unknown, new Scalar(Double.NaN));
    }
}
