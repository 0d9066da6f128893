package dev.regimen.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.Work;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One that takes part in a contest, from its first round to its last; a failure ends its part, and only its. */
final class Participant implements AutoCloseable {
    private final Peer peer;
    private final Work work;
    private final Supplier<Conversation> starting;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> accuracies = new ArrayList<>();
    private Conversation process;
    private String notMeasured;
    private String version;
    private Long parameters;
    private Long peakBytes;
    private double worked;

    Participant(Peer peer, Work work, Supplier<Conversation> starting) {
        this.peer = peer;
        this.work = work;
        this.starting = starting;
    }

    boolean takesPart() {
        return notMeasured == null;
    }

    /** Seconds in all rounds so far. */
    double worked() {
        return worked;
    }

    /** One round; the first time and where starting is the work, in a new process. */
    void round(long seed, boolean counts) {
        if (!takesPart()) {
            return;
        }
        try {
            long start = System.nanoTime();
            begin();
            if (!takesPart()) {
                return;
            }
            JsonNode answer = process.round(seed);
            hear(answer, (System.nanoTime() - start) / 1e9, counts);
        } catch (IllegalStateException | UncheckedIOException e) {
            fail(Reason.of(e));
        }
        if (work.kind() == Kind.START) {
            close();
        }
    }

    private void hear(JsonNode answer, double taken, boolean counts) {
        if (answer.has("unable")) {
            fail(Reason.of(answer.get("unable").asText()));
        } else if (!answer.path("seconds").isNumber()) {
            fail("it did not say how many seconds a round took");
        } else {
            double needed =
                    work.kind() == Kind.START ? taken : answer.get("seconds").doubleValue();
            worked += needed;
            if (!counts) {
                return;
            }
            seconds.add(needed);
            accuracies.add(
                    answer.path("accuracy").isNumber() ? answer.get("accuracy").doubleValue() : null);
        }
    }

    private void begin() {
        if (process != null) {
            return;
        }
        process = starting.get();
        JsonNode ready = process.ready();
        if (ready.has("unable")) {
            fail(Reason.of(ready.get("unable").asText()));
        } else {
            version = ready.path("peer").asText() + ", " + ready.path("on").asText();
            long numbers = ready.path("parameters").longValue();
            parameters = numbers == 0 ? null : Long.valueOf(numbers);
        }
    }

    private void fail(String reason) {
        notMeasured = reason;
        close();
    }

    Side side() {
        return takesPart()
                ? new Side(peer.name(), version, null, parameters, peakBytes, seconds, accuracies)
                : Side.unmeasured(peer.name(), notMeasured);
    }

    /** Ends its process. */
    @Override
    public void close() {
        if (process != null) {
            process.peakBytes().ifPresent(bytes -> peakBytes = bytes);
            process.close();
            process = null;
        }
    }
}
