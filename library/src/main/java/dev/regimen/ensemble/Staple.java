package dev.regimen.ensemble;

import dev.regimen.data.Field;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Simultaneous truth and performance level estimation (Warfield, Zou and Wells, IEEE TMI 2004), of classes of pixels:
 * each image's truth and how reliable each member is on it are estimated in turns from nothing but the members' votes.
 * A member that the others contradict where they agree counts less. Gives the probabilities of the truth.
 *
 * @param iterations how many turns; 20 unless given
 */
public record Staple(Integer iterations) implements CombinerSettings {
    private static final int ITERATIONS = 20;

    /** A member is taken to have been right once, and wrong this often, before it is seen. */
    private static final double DOUBT = 0.01;

    private static final double LEAST = 1e-12;

    /** @throws IllegalArgumentException if it is out of range */
    public Staple {
        iterations = iterations == null ? ITERATIONS : iterations;
        if (iterations < 1) {
            throw new IllegalArgumentException(
                    "iterations of staple is " + iterations + ", but must be a whole number from 1");
        }
    }

    @Override
    public Combiner fit(HeldOut heldOut) {
        return this::estimate;
    }

    /** Classes for every pixel: of one thing alone, reliability could not be told. */
    @Override
    public Optional<String> misfit(Field target) {
        return target.isMap()
                ? Optional.empty()
                : Optional.of("staple needs a class for every pixel, but the target is " + target
                        + "; majority-vote takes single classes");
    }

    private Tensor estimate(Tensor probabilities) {
        Tensor votes = Ballots.cast(probabilities).flatten(2, -2); // [members, batch, items, classes]
        Tensor doubt = torch.eye(votes.size(-1)).add(new Scalar(DOUBT));
        Tensor truth = votes.mean(0);
        for (int i = 0; i < iterations; i++) {
            try (PointerScope scope = new PointerScope()) {
                truth.copy_(truth(votes, truth, doubt));
            }
        }
        return Ballots.known(truth.reshape(probabilities.select(0, 0).shape()), probabilities);
    }

    /**
     * One turn: how reliable the members are if this is the truth, and the truth if they are so reliable.
     *
     * @param votes {@code [members, batch, items, classes]}
     * @param truth {@code [batch, items, classes]}
     */
    private static Tensor truth(Tensor votes, Tensor truth, Tensor doubt) {
        // how often a member says one class where the truth is another, [members, batch, said, true]
        Tensor said = votes.transpose(-1, -2).matmul(truth).add(doubt);
        Tensor reliability = said.div(said.sum(-2).unsqueeze(-2));
        Tensor prior = truth.mean(-2).unsqueeze(-2).clamp_min(new Scalar(LEAST)).log();
        return votes.matmul(reliability.log()).sum(0).add(prior).softmax(-1);
    }
}
