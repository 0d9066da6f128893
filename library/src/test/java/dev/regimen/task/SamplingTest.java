package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final int SIZE = 1000;
    private static final int CLASSES = 5;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void allAreThoseThatThereAre() {
        assertThat(Sampling.ALL.choose(Population.numbered(3), new Random(1), Sample.Place.ALONE))
                .containsExactly(0, 1, 2);
    }

    @Test
    void aBootstrapDrawsWithReplacement() {
        long[] drawn = Sampling.BOOTSTRAP.choose(Population.numbered(SIZE), new Random(1), Sample.Place.ALONE);
        assertThat(drawn).hasSize(SIZE);
        assertThat(Arrays.stream(drawn).distinct().count()).isBetween(600L, 660L);
        assertThat(new Bootstrap(0.1).choose(Population.numbered(SIZE), new Random(1), Sample.Place.ALONE))
                .containsExactly(Arrays.copyOf(drawn, 100));
    }

    @Test
    void aSubsetDrawsWithout() {
        long[] drawn = new Subset(0.3).choose(Population.numbered(SIZE), new Random(1), Sample.Place.ALONE);
        assertThat(drawn).hasSize(300).doesNotHaveDuplicates().isSorted();
        assertThat(drawn[299]).isGreaterThan(900);
        assertThat(new Subset(0.3).choose(Population.numbered(SIZE), new Random(2), Sample.Place.ALONE))
                .isNotEqualTo(drawn);
        assertThat(new Subset(0.01).choose(Population.numbered(3), new Random(1), Sample.Place.ALONE))
                .as("never none")
                .hasSize(1);
    }

    @Test
    void someClassesAreAllOfTheirExamples() {
        try (Dataset data = data("label")) {
            long[] drawn = new ClassSubset(2).choose(Population.of(data), new Random(1), place(0, 3));
            long[] classes = Arrays.stream(drawn)
                    .map(position -> position % CLASSES)
                    .distinct()
                    .toArray();
            assertThat(classes).hasSize(2);
            assertThat(drawn).hasSize(2 * SIZE / CLASSES);
            assertThat(new ClassSubset(null).choose(Population.of(data), new Random(1), place(1, 2)))
                    .hasSize(3 * SIZE / CLASSES);
        }
    }

    /** Of five classes, two for each of three. */
    @Test
    void togetherMembersKnowAllClasses() {
        try (Dataset data = data("label")) {
            for (int members : new int[] {3, 8}) {
                List<Set<Long>> known = IntStream.range(0, members)
                        .mapToObj(member -> Arrays.stream(new ClassSubset(2)
                                        .choose(Population.of(data), new Random(member), place(member, members)))
                                .mapToObj(position -> position % CLASSES)
                                .collect(Collectors.toSet()))
                        .toList();
                assertThat(known).allMatch(classes -> classes.size() == 2);
                assertThat(known.subList(0, 3).stream().flatMap(Set::stream).distinct())
                        .hasSize(CLASSES);
                assertThat(known.stream().distinct()).hasSizeGreaterThan(2);
            }
            assertThatThrownBy(() -> new ClassSubset(2).choose(Population.of(data), new Random(1), place(0, 2)))
                    .hasMessage("count of classes is 2 for each of 2 members, but there are 5 classes: some of them"
                            + " nobody would know; it is at least 3");
        }
    }

    private static Sample.Place place(int member, int members) {
        return new Sample.Place(member, members, 7);
    }

    @Test
    void aWeightedBootstrapDrawsByWeights() {
        long[] drawn = new WeightedBootstrap(LongStream.range(0, SIZE)
                        .mapToObj(i -> i % 4 == 0 ? 3.0 : i % 4 == 1 ? 1.0 : 0.0)
                        .toList())
                .choose(Population.numbered(SIZE), new Random(1), Sample.Place.ALONE);
        assertThat(drawn).hasSize(SIZE);
        assertThat(Arrays.stream(drawn).filter(i -> i % 4 > 1)).isEmpty();
        assertThat(Arrays.stream(drawn).filter(i -> i % 4 == 0).count()).isBetween(710L, 790L);
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> new Subset(0.0)).hasMessage("fraction of subset is above 0 and at most 1, not 0.0");
        assertThatThrownBy(() -> new Bootstrap(1.5))
                .hasMessage("fraction of bootstrap is above 0 and at most 1, not 1.5");
        assertThatThrownBy(() -> new ClassSubset(1)).hasMessage("count of classes is at least 2, not 1");
        try (Dataset data = data("label");
                Dataset several = data("label", "colour")) {
            assertThatThrownBy(() -> new ClassSubset(6).choose(Population.of(data), new Random(1), Sample.Place.ALONE))
                    .hasMessage("count of classes is 6, but the training examples are of 5");
            assertThatThrownBy(
                            () -> new ClassSubset(2).choose(Population.of(several), new Random(1), Sample.Place.ALONE))
                    .hasMessage("data: classes chooses examples by their class, but these have several: label, colour");
            assertThatThrownBy(
                            () -> new ClassSubset(2).choose(Population.numbered(9), new Random(1), Sample.Place.ALONE))
                    .hasMessage("data: classes chooses examples by their class, but these have none of their own");
        }
    }

    private static Dataset data(String... names) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Map<String, Tensor> columns = new LinkedHashMap<>();
        for (String name : names) {
            fields.put(name, Field.classes(Shape.of(), CLASSES));
            long[] classes = LongStream.range(0, SIZE).map(i -> i % CLASSES).toArray();
            columns.put(name, TensorData.longs(classes, SIZE));
        }
        return new Dataset(fields, columns);
    }
}
