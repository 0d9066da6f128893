package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Connectionist temporal classification (Graves et al., ICML 2006): minus the logarithm of the probability of the
 * target string, the mean over examples, in nats. It sums over all ways of placing the string in the frames: in each
 * frame a class or a blank, where a class may go on over several frames and a blank stands between two that are alike.
 * Nobody has to say where in the frames a class is.
 *
 * <p>The blank is the last of the logits, after those of the classes. A string that does not fit into the frames, as it
 * may be with many classes in a row that are alike, has the loss 0 and no gradient.
 *
 * @param of a module that gives logits {@code [batch, frames, classes + 1]}
 * @param target a field of classes {@code [batch, places]}; where they are {@link Field#UNLABELLED} the string has none
 */
public record Ctc(String of, String target) implements Head {
    private static final String NAME = "ctc";
    private static final BestPath PATH = new BestPath();

    public Ctc {
        Heads.requireTarget(NAME, target);
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        return PATH.surprise(outputs.of(of).log_softmax(-1), batch.value(target), true)
                .mean();
    }

    @Override
    public Head withOf(String module) {
        return new Ctc(module, target);
    }

    /** Probabilities of each frame, {@code [batch, frames, classes + 1]}, the blank last. */
    @Override
    public Tensor prediction(Tensor output) {
        return output.softmax(-1);
    }

    @Override
    public Optional<Reading> reading() {
        return Optional.of(PATH);
    }

    @Override
    public void check(Map<String, Field> fields) {
        Heads.checkFrames(NAME, this, fields);
    }
}
