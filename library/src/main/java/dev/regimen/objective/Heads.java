package dev.regimen.objective;

import dev.regimen.data.Field;
import dev.regimen.data.Names;
import dev.regimen.data.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Checks and shapes that several losses share. */
final class Heads {
    private Heads() {}

    /** Finds that there is a name of what the output is held against. */
    static void requireTarget(String name, String target) {
        if (target == null) {
            throw new IllegalArgumentException(
                    name + " needs 'target', the field of the examples that the output should match");
        }
    }

    /** Finds that the module gives a logit for each class. */
    static void checkLogits(String name, Head head, Map<String, Field> fields) {
        Field labels = classes(name, head, fields);
        List<Long> expected = new ArrayList<>(labels.shape().sizes());
        expected.add((long) labels.classes().size());
        Shape found = output(name, head, fields).shape();
        if (!found.sizes().equals(expected)) {
            throw misfit(name, head, labels, "logits of shape " + expected, found);
        }
    }

    /**
     * Finds that the module gives a logit for each class, and that one that is ignored is one of them.
     *
     * @param ignored a class, {@link Field#UNLABELLED}, or none
     */
    static void checkLogits(String name, Head head, Optional<Integer> ignored, Map<String, Field> fields) {
        checkLogits(name, head, fields);
        int classes = fields.get(head.target()).classes().size();
        ignored.filter(index -> index < Field.UNLABELLED || index >= classes).ifPresent(index -> {
            throw new IllegalArgumentException("ignore-index of " + name + " on '" + head.target() + "' is " + index
                    + ", but must be one of its classes, from 0 to " + (classes - 1));
        });
    }

    /** Finds that the module gives logits of each class and, last, of the blank, for frames enough to hold a string. */
    static void checkFrames(String name, Head head, Map<String, Field> fields) {
        Field labels = classes(name, head, fields);
        if (labels.shape().rank() != 1) {
            throw new IllegalArgumentException(name + " needs strings, classes of one axis, but '" + head.target()
                    + "' is " + labels + "; cross-entropy takes others");
        }
        long longest = labels.shape().sizes().get(0);
        long outputs = labels.classes().size() + 1L;
        Shape found = output(name, head, fields).shape();
        if (found.rank() != 2 || found.sizes().get(1) != outputs) {
            throw misfit(name, head, labels, "logits [frames, " + outputs + "], the last being the blank's", found);
        }
        if (found.sizes().get(0) < longest) {
            throw misfit(name, head, labels, "at least " + longest + " frames, better twice as many", found);
        }
    }

    /** What is ignored where some of the targets are unknown. */
    static Optional<Integer> ignored(Optional<Integer> ignored, Field target) {
        return ignored.isEmpty() && target != null && target.gaps() ? Optional.of((int) Field.UNLABELLED) : ignored;
    }

    /** Targets of any shape in which those that are ignored, or unknown, are {@link Field#UNLABELLED}. */
    static Tensor known(Tensor labels, Optional<Integer> ignored) {
        return ignored.isPresent() && ignored.get() >= 0
                ? labels.masked_fill(labels.eq(new Scalar(ignored.get())), new Scalar(Field.UNLABELLED))
                : labels;
    }

    /** Finds that the module gives one number for each target, which has two classes. */
    static void checkBinary(String name, Head head, Map<String, Field> fields) {
        Field labels = classes(name, head, fields);
        if (labels.gaps()) {
            throw new IllegalArgumentException(name + " needs a class everywhere, but '" + head.target()
                    + "' is unknown in places; cross-entropy leaves those out");
        }
        if (labels.classes().size() != 2) {
            throw new IllegalArgumentException(name + " needs two classes, but '" + head.target() + "' is " + labels
                    + "; cross-entropy takes more");
        }
        checkOneEach(name, head, labels, output(name, head, fields).shape());
    }

    /** Finds that the module gives one number for each target, which is a real number. */
    static void checkReal(String name, Head head, Map<String, Field> fields) {
        Field values = target(name, head, fields);
        if (values.categorical()) {
            throw new IllegalArgumentException(name + " needs real numbers, but '" + head.target() + "' is " + values
                    + "; cross-entropy takes classes");
        }
        checkOneEach(name, head, values, output(name, head, fields).shape());
    }

    /** One number for each target, in the target's shape and as a real number. */
    static Tensor matching(Tensor output, Tensor target) {
        return output.reshape(target.shape());
    }

    /** Classes 0 and 1 as real numbers of the type that the output has. */
    static Tensor numbers(Tensor classes, Tensor output) {
        return classes.to(output.scalar_type());
    }

    /**
     * Probabilities of two classes from the logit of the second.
     *
     * @param logit {@code [batch, …]} or {@code [batch, …, 1]}
     * @return {@code [batch, …, 2]}
     */
    static Tensor bothProbabilities(Tensor logit) {
        Tensor single = logit.dim() > 1 && logit.size(-1) == 1 ? logit.squeeze(-1) : logit;
        return torch.stack(new TensorVector(single.neg().sigmoid(), single.sigmoid()), -1);
    }

    private static void checkOneEach(String name, Head head, Field target, Shape found) {
        List<Long> sizes = target.shape().sizes();
        List<Long> withOne = new ArrayList<>(sizes);
        withOne.add(1L);
        if (!found.sizes().equals(sizes) && !found.sizes().equals(withOne)) {
            throw misfit(name, head, target, "the shape " + sizes + " or " + withOne, found);
        }
    }

    private static Field classes(String name, Head head, Map<String, Field> fields) {
        Field labels = target(name, head, fields);
        if (!labels.categorical()) {
            throw new IllegalArgumentException(name + " needs classes, but '" + head.target() + "' is " + labels);
        }
        return labels;
    }

    private static Field target(String name, Head head, Map<String, Field> fields) {
        return field(name + " of module '" + head.of() + "'", head.target(), fields);
    }

    private static Field output(String name, Head head, Map<String, Field> fields) {
        String objective = name + " on '" + head.target() + "'";
        if (head.of() == null) {
            throw new IllegalArgumentException("the objective " + objective + " needs 'of'");
        }
        return field(objective, head.of(), fields);
    }

    private static Field field(String objective, String name, Map<String, Field> fields) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(
                    "the objective " + objective + ": " + Names.unknown("field or module", name, fields.keySet()));
        }
        return field;
    }

    private static IllegalArgumentException misfit(String name, Head head, Field target, String expected, Shape found) {
        return new IllegalArgumentException(name + " of module '" + head.of() + "' on '" + head.target() + "' ("
                + target + ") needs " + expected + ", but the module gives " + found);
    }
}
