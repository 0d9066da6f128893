package dev.regimen.model.net;

import dev.regimen.model.Pass;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Sets numbers to zero at random while training and scales the others so that the expectation stays (Srivastava et al.
 * 2014), a part of nets. Draws from the pass's generator: libtorch's own dropout draws from one that all threads share.
 *
 * @param rate the probability of dropping a number, from 0 to below 1
 */
public record Dropout(double rate) {
    /** @return the input itself in evaluation or if nothing is to be dropped; else a tensor in the caller's scope */
    public Tensor apply(Tensor input, Pass pass) {
        if (rate == 0 || !pass.training()) {
            return input;
        }
        double keep = 1 - rate;
        try (GeneratorOptional generator = new GeneratorOptional(pass.generator());
                Scalar scale = new Scalar(1 / keep)) {
            Tensor mask = torch.empty_like(input).bernoulli_(keep, generator).mul_(scale);
            return input.mul(mask);
        }
    }
}
