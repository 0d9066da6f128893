package dev.regimen.ensemble;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Votes for classes that count differently, as boosting gives them out. Ties are decided as by {@link MajorityVote}.
 *
 * @param weights of the members in order, not negative; where there are fewer members, the first of them; if all are 0,
 *     votes count alike
 */
public record BoostedVote(List<Double> weights) implements CombinerSettings {
    public BoostedVote {
        weights = List.copyOf(weights);
    }

    @Override
    public Combiner fit(HeldOut heldOut) {
        return this::vote;
    }

    @Override
    public Optional<String> misfit(Field target) {
        return Ballots.withoutClasses("boosting", target);
    }

    private Tensor vote(Tensor probabilities) {
        int members = (int) probabilities.size(0);
        float[] own = new float[members];
        double sum =
                weights.stream().limit(members).mapToDouble(Double::doubleValue).sum();
        for (int i = 0; i < members; i++) {
            own[i] = (float) (sum > 0 && i < weights.size() ? weights.get(i) / sum : sum > 0 ? 0 : 1.0 / members);
        }
        long[] alongMembers = new long[(int) probabilities.dim()];
        Arrays.fill(alongMembers, 1);
        alongMembers[0] = members;
        Tensor shares = Ballots.cast(probabilities)
                .mul(TensorData.floats(own, alongMembers))
                .sum(0);
        return Ballots.known(Ballots.decided(shares, probabilities), probabilities);
    }
}
