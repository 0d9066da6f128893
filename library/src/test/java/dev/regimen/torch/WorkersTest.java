package dev.regimen.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {
    @Test
    void resultsKeepTheOrderOfTheTasks() {
        try (Workers workers = new Workers(2)) {
            List<Integer> results = workers.map(tasks(20, i -> {
                Thread.sleep(i % 3);
                return i;
            }));
            assertThat(results)
                    .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        }
    }

    @Test
    void twoWorkersRunTwoTasksAtOnce() {
        CyclicBarrier together = new CyclicBarrier(2);
        try (Workers workers = new Workers(2)) {
            assertThat(workers.map(tasks(2, i -> together.await()))).containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void nestedTasksNeitherBlockNorExceedTheNumberOfWorkers() {
        AtomicInteger running = new AtomicInteger();
        List<Integer> observed = Collections.synchronizedList(new java.util.ArrayList<>());
        Callable<Integer> leaf = () -> {
            observed.add(running.incrementAndGet());
            Thread.sleep(1);
            running.decrementAndGet();
            return 1;
        };
        try (Workers workers = new Workers(2)) {
            Callable<Integer> middle =
                    () -> workers.map(Collections.nCopies(3, leaf)).size();
            Callable<Integer> outer = () -> workers.map(Collections.nCopies(3, middle)).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(workers.map(Collections.nCopies(4, outer))).containsExactly(9, 9, 9, 9);
        }
        assertThat(observed).hasSize(36).allMatch(count -> count <= 2);
    }

    @Test
    void oneWorkerIsEnoughForNestedTasks() {
        try (Workers workers = new Workers(1)) {
            Callable<List<Integer>> outer = () -> workers.map(tasks(3, i -> i));
            assertThat(workers.map(List.of(outer))).containsExactly(List.of(0, 1, 2));
        }
    }

    @Test
    void aFailureIsThrownAsItWasAndTasksNotStartedAreDropped() {
        IllegalArgumentException failure = new IllegalArgumentException("the learning rate is negative");
        AtomicInteger started = new AtomicInteger();
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> workers.map(tasks(5, i -> {
                        started.incrementAndGet();
                        if (i == 1) {
                            throw failure;
                        }
                        return i;
                    })))
                    .isSameAs(failure);
            assertThat(started).hasValue(2);
            assertThat(workers.map(tasks(1, i -> i))).containsExactly(0);
        }
    }

    @Test
    void aFailureWaitsForTasksThatRun() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        try (Workers workers = new Workers(2)) {
            Callable<Integer> failing = () -> {
                started.await();
                failed.countDown();
                throw new IllegalStateException("no");
            };
            Callable<Integer> running = () -> {
                started.countDown();
                failed.await();
                Thread.sleep(50);
                finished.set(true);
                return 1;
            };
            assertThatThrownBy(() -> workers.map(List.of(running, failing))).hasMessage("no");
            assertThat(finished).isTrue();
        }
    }

    @Test
    void aCheckedFailureIsTheCause() {
        IOException failure = new IOException("disk full");
        try (Workers workers = new Workers(2)) {
            assertThatThrownBy(() -> workers.map(tasks(1, i -> {
                        throw failure;
                    })))
                    .isInstanceOf(CompletionException.class)
                    .hasMessage("disk full")
                    .hasCause(failure);
        }
    }

    @Test
    void anInterruptDropsWhatIsNotStarted() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        AtomicBoolean cancelled = new AtomicBoolean();
        try (Workers workers = new Workers(1)) {
            Thread caller = new Thread(() -> {
                try {
                    workers.map(tasks(3, i -> {
                        started.incrementAndGet();
                        running.countDown();
                        goOn.await();
                        return i;
                    }));
                } catch (CancellationException e) {
                    cancelled.set(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            running.await();
            caller.interrupt();
            while (caller.isInterrupted()) { // until it has seen that
                Thread.sleep(1);
            }
            Thread.sleep(50);
            goOn.countDown();
            caller.join();
        }
        assertThat(cancelled).isTrue();
        assertThat(started).hasValue(1);
    }

    @Test
    void anOpenScopeIsAnError() {
        try (Workers workers = new Workers(1);
                PointerScope scope = new PointerScope()) {
            assertThatThrownBy(() -> workers.map(tasks(1, i -> i)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("PointerScope");
        }
    }

    @Test
    void atLeastOneWorkerIsNeeded() {
        assertThatThrownBy(() -> new Workers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers is at least 1, not 0");
    }

    @Test
    void eachWorkerComputesWithOneThread() {
        try (Workers workers = new Workers(2)) {
            assertThat(workers.map(tasks(4, i -> {
                        product(i);
                        return torch.get_num_threads();
                    })))
                    .containsOnly(1);
        }
    }

    @Test
    void anyNumberOfWorkersGivesTheSameBits() {
        assertThat(products(2)).isDeepEqualTo(products(1));
    }

    private static float[][] products(int count) {
        try (Workers workers = new Workers(count)) {
            return workers.map(tasks(6, WorkersTest::product)).toArray(float[][]::new);
        }
    }

    private static float[] product(int seed) {
        try (PointerScope scope = new PointerScope();
                Generator generator = Seeds.generator(seed)) {
            Tensor factor = torch.randn(new long[] {120, 120}, new GeneratorOptional(generator), new TensorOptions());
            return TensorData.toFloats(torch.mm(factor, factor).softmax(1));
        }
    }

    private static <T> List<Callable<T>> tasks(int count, Task<T> task) {
        IntFunction<Callable<T>> numbered = i -> () -> task.run(i);
        return IntStream.range(0, count).mapToObj(numbered).toList();
    }

    private interface Task<T> {
        T run(int number) throws Exception;
    }
}
