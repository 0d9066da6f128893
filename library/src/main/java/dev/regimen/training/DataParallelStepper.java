package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.Outputs;
import dev.regimen.torch.Companion;
import dev.regimen.torch.TensorBytes;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The steps of one training, whose batches are divided among several threads: each computes what the modules make of
 * its part, the losses are taken of all parts together, and each brings the gradient through its part. So an objective
 * need not be a mean over examples. Gradients are added up in the order of the parts, whoever is ready first.
 */
final class DataParallelStepper implements Stepper {
    private final Course course;
    private final Model model;
    private final Phase phase;
    private final Set<String> trained;
    private final List<String> wanted;
    private final Set<String> read;
    private final Backward backward;
    private final Updates updates;
    private final List<Tensor> parameters;
    /** For the parts after the first, which the calling thread computes itself. */
    private final List<Replica> replicas = new ArrayList<>();

    private boolean checked;

    DataParallelStepper(Course course) {
        this.course = course;
        this.model = course.model();
        this.phase = course.phase();
        this.trained = phase.trainedModules();
        this.wanted = phase.reads();
        this.read = read(model.spec());
        this.backward = new Backward(phase, model);
        this.updates = new Updates(phase, model);
        this.parameters = PartialBackward.parameters(model, trained);
        try {
            for (int i = 1; i < parts(course); i++) {
                replicas.add(new Replica(model, trained));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Whether batches can be divided, and are wanted to be. */
    static boolean suits(Course course) {
        return parts(course) > 1 && whole(course).isEmpty();
    }

    /** Why batches that are wanted to be divided are not: a sentence, if so. */
    static Optional<String> hindrance(Course course) {
        List<String> whole = parts(course) > 1 ? whole(course) : List.of();
        return whole.isEmpty()
                ? Optional.empty()
                : Optional.of("one thread computes each step that trains " + String.join(", ", whole)
                        + ": there, what becomes of an example depends on the others in its batch, as batch"
                        + " normalisation makes it");
    }

    /** The trained modules that have to see whole batches. */
    private static List<String> whole(Course course) {
        return course.model().spec().names().stream()
                .filter(course.phase().trainedModules()::contains)
                .filter(course.model()::dependsOnBatch)
                .toList();
    }

    private static int parts(Course course) {
        return Math.min(course.setting().settings().threads(), course.source().batchSize());
    }

    /** What modules may ask a batch for: values to read, and what others would make of them. */
    private static Set<String> read(ModelSpec spec) {
        Set<String> read = new HashSet<>(spec.names());
        spec.modules().forEach(module -> read.addAll(module.reads()));
        return read;
    }

    @Override
    public double[] step(Batches batches, double progress) {
        List<Companion.Work<Void>> released = List.of();
        try {
            Batch batch = batches.of(course);
            List<Batch> parts = Divided.of(batch, replicas.size() + 1, read);
            Divided divided = new Divided(
                    checked ? forward(parts) : checkedForward(parts),
                    parts.stream().map(Batch::size).toList(),
                    wanted);
            double loss = backward.run(
                            objective -> objective.loss(divided.outputs(), batch),
                            (value, modules, last) -> descend(divided, value, modules, last))[0];
            if (!Double.isFinite(loss)) {
                return new double[] {Double.NaN};
            }
            addUp();
            released = release();
            return new double[] {updates.step(progress) ? loss : Double.NaN};
        } finally {
            settle(released.isEmpty() ? release() : released);
            replicas.forEach(replica -> course.watch().alsoSpent(replica.takeCpuSeconds()));
        }
    }

    private List<Companion.Work<Void>> release() {
        return replicas.stream().map(Replica::release).toList();
    }

    private List<Outputs> forward(List<Batch> parts) {
        long[] seeds = seeds(course.generator());
        List<Companion.Work<Outputs>> others = IntStream.range(0, replicas.size())
                .mapToObj(i -> replicas.get(i).forward(parts.get(i + 1), wanted, trained, seeds[i]))
                .toList();
        try {
            Outputs first = model.forward(parts.get(0), wanted, trained, course.generator());
            return Stream.concat(Stream.of(first), others.stream().map(Companion.Work::result))
                    .toList();
        } finally {
            settle(others);
        }
    }

    /**
     * The first time: a net that moves a buffer has it moved by every thread, in an order that nobody knows.
     *
     * @throws IllegalArgumentException if one does and has not said so
     */
    private List<Outputs> checkedForward(List<Batch> parts) {
        Map<String, TensorBytes> before = buffers();
        List<Outputs> outputs = forward(parts);
        Map<String, TensorBytes> after = buffers();
        before.forEach((name, buffer) -> {
            if (!after.get(name).data().equals(buffer.data())) {
                throw new IllegalArgumentException("threads: the net of a trained module moves its buffer '" + name
                        + "', so that its batches cannot be divided; let it say so by weights.dependOnBatch(), or use"
                        + " one thread");
            }
        });
        checked = true;
        return outputs;
    }

    private Map<String, TensorBytes> buffers() {
        Map<String, TensorBytes> buffers = new LinkedHashMap<>();
        trained.forEach(module -> model.buffers(module)
                .forEach((name, buffer) -> buffers.put(module + "/" + name, TensorBytes.of(buffer))));
        return buffers;
    }

    /** From a generator whose state is kept with the training's. */
    private long[] seeds(Generator generator) {
        long[] shape = {replicas.size()};
        try (GeneratorOptional drawing = new GeneratorOptional(generator)) {
            Tensor drawn = torch.zeros(shape, TensorData.options(ScalarType.Long));
            return TensorData.toLongs(drawn.random_(drawing));
        }
    }

    private void descend(Divided divided, Tensor loss, Set<String> modules, boolean last) {
        if (PartialBackward.parameters(model, modules).isEmpty()) {
            return;
        }
        List<PartialBackward> parts = divided.backward(loss, modules, last);
        List<Companion.Work<Void>> others = IntStream.range(0, replicas.size())
                .mapToObj(i -> replicas.get(i).backward(parts.get(i + 1)))
                .toList();
        try {
            parts.get(0).run(model);
            others.forEach(Companion.Work::result);
        } finally {
            settle(others);
        }
    }

    /** Whatever failed: nobody may still compute with what is freed next. */
    private static void settle(List<? extends Companion.Work<?>> given) {
        given.forEach(Companion.Work::settle);
    }

    private void addUp() {
        try (NoGradGuard guard = new NoGradGuard()) {
            for (Replica replica : replicas) {
                List<Tensor> others = PartialBackward.parameters(replica.model(), trained);
                for (int i = 0; i < others.size(); i++) {
                    add(others.get(i).grad(), parameters.get(i).mutable_grad());
                }
            }
        }
    }

    /** A net may need a parameter for some examples only. */
    private static void add(Tensor gradient, Tensor sum) {
        if (gradient.defined()) {
            if (sum.defined()) {
                sum.add_(gradient);
            } else {
                sum.put(gradient.clone());
            }
        }
    }

    @Override
    public Updates updates() {
        return updates;
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        updates.close();
    }
}
