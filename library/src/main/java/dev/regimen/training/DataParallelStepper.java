package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Outputs;
import dev.regimen.torch.TensorBytes;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The steps of one training, whose batches are divided among several threads: each computes what the modules make of
 * its part, the losses are taken of all parts together, and each brings the gradient through its part. So an objective
 * need not be a mean over examples. Gradients are added up in the order of the parts, whoever is ready first.
 */
final class DataParallelStepper implements Stepper {
    private final Course course;
    private final Phase phase;
    private final Set<String> trained;
    private final List<String> wanted;
    private final Backward backward;
    private final Updates updates;
    private final List<Tensor> parameters;
    /** For the parts after the first, which the calling thread computes itself. */
    private final List<Replica> replicas;

    DataParallelStepper(Course course) {
        this.course = course;
        this.phase = course.phase();
        this.trained = phase.trainedModules();
        this.wanted = phase.reads();
        this.backward = new Backward(phase, course.model());
        this.updates = new Updates(phase, course.model());
        this.parameters = Replica.parameters(course.model(), trained);
        this.replicas = IntStream.range(1, parts(course))
                .mapToObj(i -> new Replica(course.model(), trained))
                .toList();
    }

    /** Whether batches can be divided, and are wanted to be. */
    static boolean suits(Course course) {
        return parts(course) > 1 && course.phase().trainedModules().stream().noneMatch(course.model()::dependsOnBatch);
    }

    private static int parts(Course course) {
        return Math.min(course.setting().settings().threads(), course.source().batchSize());
    }

    @Override
    public double[] step(Batches batches, double progress) {
        try {
            Batch batch = batches.of(course);
            List<Outputs> parts = forward(divided(batch));
            Seam seam = new Seam(parts, wanted);
            double loss = backward.run(
                            objective -> objective.loss(seam.joined(), batch),
                            (value, modules, last) -> descend(value, seam, modules, last))[0];
            if (Double.isFinite(loss)) {
                addUp();
            }
            return new double[] {Double.isFinite(loss) && updates.step(progress) ? loss : Double.NaN};
        } finally {
            replicas.forEach(Replica::release);
        }
    }

    /** As equal as can be, the first ones being larger by one if they cannot. */
    private List<Batch> divided(Batch batch) {
        int parts = replicas.size() + 1;
        List<Batch> divided = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < parts; i++) {
            int from = start;
            int size = batch.size() / parts + (i < batch.size() % parts ? 1 : 0);
            Map<String, Tensor> values = new LinkedHashMap<>();
            batch.values().forEach((name, value) -> values.put(name, value.narrow(0, from, size)));
            divided.add(new Batch(size, values));
            start += size;
        }
        return divided;
    }

    private List<Outputs> forward(List<Batch> parts) {
        long[] seeds = seeds(course.generator());
        List<CompletableFuture<Outputs>> others = IntStream.range(0, replicas.size())
                .mapToObj(i -> replicas.get(i).forward(parts.get(i + 1), wanted, trained, seeds[i]))
                .toList();
        try {
            Outputs first = course.model().forward(parts.get(0), wanted, trained, course.generator());
            return Stream.concat(Stream.of(first), others.stream().map(Replica::result))
                    .toList();
        } finally {
            settle(others);
        }
    }

    /** From a generator whose state is kept with the training's. */
    private long[] seeds(Generator generator) {
        long[] shape = {replicas.size()};
        try (GeneratorOptional drawing = new GeneratorOptional(generator)) {
            Tensor drawn = torch.zeros(shape, TensorData.options(ScalarType.Long));
            return TensorData.toLongs(drawn.random_(drawing));
        }
    }

    private void descend(Tensor loss, Seam seam, Set<String> modules, boolean last) {
        seam.descend(loss);
        List<CompletableFuture<Void>> others = IntStream.range(0, replicas.size())
                .mapToObj(i -> replicas.get(i).backward(seam.outputs(i + 1), seam.gradients(i + 1), modules, last))
                .toList();
        try {
            List<Tensor> own = Replica.parameters(course.model(), modules);
            Replica.descend(seam.outputs(0), seam.gradients(0), own, last);
            others.forEach(Replica::result);
        } finally {
            settle(others);
        }
    }

    /** Whatever failed: nobody may still compute with what is freed next. */
    private static void settle(List<? extends CompletableFuture<?>> given) {
        given.forEach(one -> one.exceptionally(failure -> null).join());
    }

    private void addUp() {
        try (NoGradGuard guard = new NoGradGuard()) {
            for (Replica replica : replicas) {
                List<Tensor> others = replica.parameters(trained);
                for (int i = 0; i < others.size(); i++) {
                    Tensor gradient = others.get(i).grad();
                    if (gradient.defined()) {
                        parameters.get(i).mutable_grad().add_(gradient);
                    }
                }
                course.watch().alsoSpent(replica.takeCpuSeconds());
            }
        }
    }

    @Override
    public Map<String, TensorBytes> state(int index) {
        return updates.state();
    }

    @Override
    public void restore(List<Map<String, TensorBytes>> states) {
        updates.restore(states.get(0));
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        updates.close();
    }

    /** Where the parts' outputs become one, and the losses' gradients go back to the parts. */
    private static final class Seam {
        private final List<Outputs> parts;
        /** Those that parameters have a gradient through. */
        private final List<String> names = new ArrayList<>();

        private final Map<String, Tensor> joined = new LinkedHashMap<>();

        Seam(List<Outputs> parts, List<String> wanted) {
            this.parts = parts;
            wanted.forEach(name -> {
                Tensor first = parts.get(0).of(name);
                Tensor[] all =
                        parts.stream().map(part -> part.of(name).detach()).toArray(Tensor[]::new);
                Tensor whole = torch.cat(new TensorVector(all), 0);
                joined.put(name, first.requires_grad() ? whole.set_requires_grad(true) : whole);
                if (first.requires_grad()) {
                    names.add(name);
                }
            });
        }

        Outputs joined() {
            return new Outputs(joined);
        }

        /** Gives the joined outputs their gradients, in place of those of an earlier loss. */
        void descend(Tensor loss) {
            names.forEach(name -> joined.get(name).mutable_grad().reset());
            loss.backward();
        }

        /** A part's outputs that the loss depends on. */
        List<Tensor> outputs(int part) {
            return reached().map(name -> parts.get(part).of(name)).toList();
        }

        /** Their gradients. */
        List<Tensor> gradients(int part) {
            long start = 0;
            for (int i = 0; i < part; i++) {
                start += size(i);
            }
            long from = start;
            return reached()
                    .map(name -> joined.get(name).grad().narrow(0, from, size(part)))
                    .toList();
        }

        private long size(int part) {
            return parts.get(part).of(names.get(0)).size(0);
        }

        private Stream<String> reached() {
            return names.stream().filter(name -> joined.get(name).grad().defined());
        }
    }
}
