package dev.regimen.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompanionTest {
    private static final String NAME = "a companion";
    private final Companion companion = new Companion(NAME);

    @AfterEach
    void close() {
        companion.close();
    }

    @Test
    void computesOnAThreadOfItsOwn() {
        assertThat(companion.give(() -> Thread.currentThread().getName()).result())
                .isEqualTo(NAME);
    }

    @Test
    void doesOneThingAfterAnother() {
        List<Integer> done = new ArrayList<>();
        List<Companion.Work<Boolean>> given = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            given.add(companion.give(() -> done.add(number)));
        }
        given.forEach(Companion.Work::settle);
        assertThat(done).hasSize(10_000).isSorted();
    }

    /** Long after it and the caller have gone to sleep. */
    @Test
    void wakesAndIsWaitedFor() throws InterruptedException {
        companion.give(() -> 1).settle();
        Thread.sleep(50);
        assertThat(companion
                        .give(() -> {
                            sleep(50);
                            return 2;
                        })
                        .result())
                .isEqualTo(2);
    }

    @Test
    void failsAsItsWorkDoesAndGoesOn() {
        Companion.Work<Integer> failing = companion.give(() -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(failing::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        failing.settle();
        Companion.Work<Integer> error = companion.give(() -> {
            throw new AssertionError("never");
        });
        assertThatThrownBy(error::result).isInstanceOf(AssertionError.class);
        assertThat(companion.give(() -> 3).result()).isEqualTo(3);
    }

    @Test
    void isWaitedForByAnInterruptedThread() {
        Thread.currentThread().interrupt();
        assertThat(companion
                        .give(() -> {
                            sleep(20);
                            return 4;
                        })
                        .result())
                .isEqualTo(4);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void endsWhenItIsDone() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Companion other = new Companion("another");
        Companion.Work<Thread> thread = other.give(() -> {
            sleep(20);
            done.countDown();
            return Thread.currentThread();
        });
        other.close();
        assertThat(done.getCount()).isZero();
        thread.result().join(10_000);
        assertThat(thread.result().isAlive()).isFalse();
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
