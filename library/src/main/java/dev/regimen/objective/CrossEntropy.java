package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy between the classes' softmax and the target class, the mean over examples (and items), in nats.
 *
 * @param of a module that gives logits {@code [batch, …, classes]}
 * @param target a field of classes {@code [batch, …]}
 * @param labelSmoothing the part of a target's weight that is spread evenly over all classes (Szegedy et al. 2016),
 *     from 0 to below 1; 0 unless given
 * @param ignoreIndex the class that stands for no target, such as the filling of a sequence; none unless given. Targets
 *     that are {@link Field#UNLABELLED} are never counted
 */
public record CrossEntropy(String of, String target, Double labelSmoothing, Optional<Integer> ignoreIndex)
        implements ClassHead {
    private static final String NAME = "cross-entropy";
    private static final long MEAN = 1;
    private static final long SUM = 2;

    /** So many axes have logits of one target for each example; with more there are many targets in a batch. */
    private static final int FEW = 2;

    public CrossEntropy {
        Heads.requireTarget(NAME, target);
        labelSmoothing = labelSmoothing == null ? 0.0 : labelSmoothing;
        ignoreIndex = ignoreIndex == null ? Optional.empty() : ignoreIndex;
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "label-smoothing is " + labelSmoothing + ", but must be a number from 0 to below 1");
        }
    }

    /** Without smoothing, all classes counting. */
    public CrossEntropy(String of, String target) {
        this(of, target, null, Optional.empty());
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        Tensor logits = outputs.of(of);
        Tensor labels = batch.value(target).reshape(-1);
        Tensor rows = logits.reshape(-1, logits.size(-1)); // [batch, …, classes] -> [batch * …, classes]
        boolean many = logits.dim() > FEW;
        Tensor scores = many ? classesFirst(rows.unsqueeze(0)) : rows;
        Tensor known = Heads.known(many ? labels.unsqueeze(0) : labels, ignoreIndex);
        if (ignoreIndex.isEmpty()) {
            return torch.cross_entropy_loss(
                    scores, known, new TensorOptional(), MEAN, Field.UNLABELLED, labelSmoothing);
        }
        Tensor sum =
                torch.cross_entropy_loss(scores, known, new TensorOptional(), SUM, Field.UNLABELLED, labelSmoothing);
        // A batch may hold nothing but ignored targets; its loss is 0 then, not 0 / 0.
        return sum.div(known.ne(new Scalar(Field.UNLABELLED)).sum().clamp_min(new Scalar(1)));
    }

    /**
     * Over a last axis of a few numbers, libtorch's softmax takes several times as long as over one before many.
     *
     * @param rows {@code [any, rows, classes]}
     * @return {@code [any, classes, rows]}, row by row in memory
     */
    private static Tensor classesFirst(Tensor rows) {
        return rows.transpose(1, 2).contiguous();
    }

    @Override
    public Tensor losses(Outputs outputs, Batch batch) {
        Tensor logits = outputs.of(of).flatten(1, -2); // [members, batch, …, classes] -> [members, rows, classes]
        Tensor known = Heads.known(batch.value(target).flatten(1, -1), ignoreIndex);
        Tensor each = torch.cross_entropy_loss(
                classesFirst(logits),
                known,
                new TensorOptional(),
                Members.EACH,
                Field.UNLABELLED,
                labelSmoothing); // [members, rows]
        if (ignoreIndex.isEmpty()) {
            return each.mean(1);
        }
        Tensor counted = known.ne(new Scalar(Field.UNLABELLED));
        return each.sum(1).div(counted.sum(1).clamp_min(new Scalar(1)));
    }

    @Override
    public Head withOf(String module) {
        return new CrossEntropy(module, target, labelSmoothing, ignoreIndex);
    }

    @Override
    public Head withIgnoreIndex(Optional<Integer> index) {
        return new CrossEntropy(of, target, labelSmoothing, index);
    }
}
