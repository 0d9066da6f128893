package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.data.Pool;
import dev.regimen.task.BatchSource;
import dev.regimen.task.PositionedSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What each of several trainings learns from in one step. Where all take their examples from one pool, they are fetched
 * in one go. In the scope of the step.
 */
final class Batches {
    private final Map<Course, Batch> each = new LinkedHashMap<>();
    private final Map<Course, long[]> positions = new LinkedHashMap<>();
    private final Pool examples;

    /** Takes the next batch of each. */
    Batches(List<Course> courses) {
        examples = common(courses);
        for (Course course : courses) {
            if (examples == null) {
                each.put(course, course.source().next(course.model()));
            } else {
                positions.put(course, ((PositionedSource) course.source()).nextPositions());
            }
        }
    }

    /** The pool of all of them, if there is one and they are several. */
    private static Pool common(List<Course> courses) {
        List<BatchSource> sources = courses.stream().map(Course::source).toList();
        if (sources.size() == 1 || !sources.stream().allMatch(PositionedSource.class::isInstance)) {
            return null;
        }
        List<Pool> pools = sources.stream()
                .map(source -> ((PositionedSource) source).examples())
                .distinct()
                .collect(Collectors.toList());
        return pools.size() == 1 ? pools.get(0) : null;
    }

    /** One training's, with what its frozen modules say as far as that can be looked up. */
    Batch of(Course course) {
        Batch own = examples == null
                ? each.get(course)
                : examples.gather(positions.get(course)).pickedFrom(examples, positions.get(course));
        return course.frozen().in(own, course.phase().reads());
    }

    /** Those of these together, {@code [members, batch, …]} of each value. */
    Batch stacked(List<Course> courses) {
        return examples == null || courses.get(0).frozen().any() ? oneByOne(courses) : inOneGo(courses);
    }

    private Batch inOneGo(List<Course> courses) {
        int size = positions.get(courses.get(0)).length;
        long[] all = new long[courses.size() * size];
        for (int i = 0; i < courses.size(); i++) {
            long[] own = positions.get(courses.get(i));
            if (own.length != size) {
                throw new IllegalStateException("trainings in step with batches of " + size + " and " + own.length);
            }
            System.arraycopy(own, 0, all, i * size, size);
        }
        Map<String, Tensor> values = new LinkedHashMap<>();
        examples.gather(all)
                .values()
                .forEach((name, value) -> values.put(name, value.unflatten(0, courses.size(), -1)));
        return new Batch(size, values);
    }

    private Batch oneByOne(List<Course> courses) {
        List<Batch> batches = courses.stream().map(this::of).toList();
        Map<String, Tensor> values = new LinkedHashMap<>();
        batches.get(0).values().keySet().forEach(name -> {
            Tensor[] all = batches.stream().map(batch -> batch.value(name)).toArray(Tensor[]::new);
            values.put(name, torch.stack(new TensorVector(all), 0));
        });
        return new Batch(batches.get(0).size(), values);
    }
}
