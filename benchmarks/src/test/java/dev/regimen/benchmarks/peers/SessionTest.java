package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.Works;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final Work CNN = work("cnn-32");
    private static final Peer PLAIN = Peer.OTHERS.get(0);

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    /** A program that notes what it is asked. */
    private final class Fake implements Conversation {
        private final String name;

        Fake(String name) {
            this.name = name;
            said.add(name + " starts");
        }

        @Override
        public JsonNode ready() {
            ObjectNode ready = JsonNodeFactory.instance.objectNode();
            return name.equals("unable")
                    ? ready.put("unable", "it cannot")
                    : ready.put("peer", name + " 1.0").put("on", "nothing").put("parameters", 7);
        }

        @Override
        public JsonNode round(long seed) {
            said.add(name + " " + seed);
            if (name.equals("failing") && seed == 2) {
                throw new IllegalStateException("it ended by itself");
            }
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("seconds", (double) seed)
                    .put("accuracy", 0.5);
        }

        @Override
        public OptionalLong peakBytes() {
            return OptionalLong.of(100);
        }

        @Override
        public void close() {
            said.add(name + " ends");
        }
    }

    @Test
    void alternatesAndBeginsEachRoundWithAnother() {
        Participant a = participant("a", CNN);
        Participant b = participant("b", CNN);
        session(2, 1).takeTurns(List.of(a, b));
        assertThat(said)
                .containsExactly("a starts", "a 1", "b starts", "b 1", "b 2", "a 2", "a 3", "b 3", "a ends", "b ends");
        assertThat(a.side().seconds()).as("without the first round").containsExactly(2.0, 3.0);
        assertThat(a.side().version()).isEqualTo("a 1.0, nothing");
        assertThat(a.side().peakBytes()).isEqualTo(100);
    }

    @Test
    void goesOnWithoutOneThatFailsOrIsUnable() {
        Participant good = participant("good", CNN);
        Participant failing = participant("failing", CNN);
        Participant unable = participant("unable", CNN);
        session(3, 0).takeTurns(List.of(good, failing, unable));
        Contest contest = Contest.of(CNN, List.of(good, failing, unable), List.of());
        assertThat(contest.ours().seconds()).hasSize(3);
        assertThat(contest.theirs()).extracting(Side::notMeasured).containsExactly("it ended by itself", "it cannot");
        assertThatThrownBy(() -> Contest.of(CNN, List.of(failing), List.of()))
                .hasMessage("Regimen could not do cnn-32: it ended by itself");
    }

    @Test
    void startsAnewForEveryRoundWhereStartingIsTheWork() {
        Participant one = participant("one", work("start"));
        session(2, 0).takeTurns(List.of(one));
        assertThat(said).containsExactly("one starts", "one 1", "one ends", "one starts", "one 2", "one ends");
        assertThat(one.side().seconds())
                .as("wall-clock time, not the program's own")
                .allMatch(taken -> taken < 1);
    }

    @Test
    void saysWhyAPeerIsMissing() {
        assertThat(new Installed(folder).missing(PLAIN)).contains("not installed: benchmarks/peers/install");
        assertThat(new Installed(folder).missing(Peer.REGIMEN)).isEmpty();
    }

    @Test
    void refusesWorksThatThereAreNot() {
        assertThatThrownBy(() -> Works.named(true, List.of("cnm")))
                .hasMessageStartingWith("there is no work 'cnm'; expected some of cnn-32, ");
    }

    @Test
    void namesGoOnAfterADash() {
        assertThat(Works.named(true, List.of("cnn", "growth-seeds")))
                .extracting(Work::name)
                .startsWith("cnn-32", "cnn-128", "growth-seeds-1")
                .hasSize(7);
    }

    /** A target without its peer would never be shown. */
    @Test
    void everyTargetIsOfAPeerThatDoesTheWork() {
        for (Peer peer : Peer.OTHERS) {
            for (Work work : Works.all(false)) {
                if (Targets.of(work.name(), peer.name()).isPresent()) {
                    assertThat(peer.suits().test(work))
                            .as(peer.name() + " " + work.name())
                            .isTrue();
                }
            }
        }
    }

    private Participant participant(String name, Work work) {
        return new Participant(
                new Peer(name, name, Peer.Language.JAVA, List.of(), all -> true), work, () -> new Fake(name));
    }

    private Session session(int rounds, int warmUp) {
        return new Session(new Installed(folder), rounds, warmUp);
    }

    private static Work work(String name) {
        return Works.named(true, List.of(name)).get(0);
    }
}
