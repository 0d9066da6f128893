package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.Works;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
            if (name.equals("failing") && seed == 1002) {
                throw new IllegalStateException("it ended by itself");
            }
            if (name.equals("unreadable")) {
                throw new UncheckedIOException(new IOException("no more of /a/b/c"));
            }
            if (name.equals("giving up") && seed == 1002) {
                return JsonNodeFactory.instance.objectNode().put("unable", "no longer");
            }
            if (name.equals("silent")) {
                return JsonNodeFactory.instance.objectNode();
            }
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("seconds", name.equals("slow") ? 10.0 * seed : seed)
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
    void hasEverybodyDoEveryRoundAndCountsThoseAfterTheWarmUp() {
        Participant a = participant("a", CNN);
        Participant b = participant("b", CNN);
        session(2, 1).takeTurns(List.of(a, b));
        assertThat(said.subList(0, 4)).containsExactlyInAnyOrder("a starts", "a 1", "b starts", "b 1");
        assertThat(said.subList(4, 6)).containsExactlyInAnyOrder("a 1001", "b 1001");
        assertThat(said.subList(6, 8)).containsExactlyInAnyOrder("a 1002", "b 1002");
        assertThat(said.subList(8, 10)).containsExactly("a ends", "b ends");
        assertThat(a.side().seconds()).as("without the first round").containsExactly(1001.0, 1002.0);
        assertThat(a.side().version()).isEqualTo("a 1.0, nothing");
        assertThat(a.side().peakBytes()).isEqualTo(100);
    }

    /** Its rounds take 1, 2 and 3 seconds. */
    @Test
    void warmsUpUntilEverybodyHasWorkedLongEnough() {
        Participant one = participant("one", CNN);
        int before = new Session(new Installed(folder), 2, new WarmUp(1, 5)).takeTurns(List.of(one));
        assertThat(before).isEqualTo(3);
        assertThat(one.side().seconds()).containsExactly(1001.0, 1002.0);
    }

    /** A round of the fast one takes 1 second, then 2; the slow one's begin with 10. */
    @Test
    void whoIsWarmWaitsForTheOthers() {
        Participant slow = new Participant(PLAIN, CNN, () -> new Fake("slow"));
        Participant fast = participant("fast", CNN);
        new Session(new Installed(folder), 1, new WarmUp(1, 3)).takeTurns(List.of(slow, fast));
        assertThat(said.stream().filter(line -> line.matches("slow \\d+"))).containsExactly("slow 1", "slow 1001");
        assertThat(said.stream().filter(line -> line.matches("fast \\d+")))
                .containsExactly("fast 1", "fast 2", "fast 1001");
    }

    @Test
    void aWorkOnTwoCoresIsNamedApart() {
        assertThat(Works.named(false, List.of("mlp"))).extracting(Work::name).containsExactly("mlp");
        Work both = Works.named(false, List.of("mlp-two-cores")).get(0);
        assertThat(both.threads()).isEqualTo(2);
        assertThat(both.divided()).isTrue();
        assertThat(Works.named(false, List.of("growth-members-1")).get(0).divided())
                .as("an ensemble of one")
                .isFalse();
        assertThat(Peer.OTHERS.stream().filter(peer -> peer.suits().test(both)).map(Peer::name))
                .containsExactly("pytorch-plain", "pytorch-gathered", "pytorch-tuned", "pytorch-compiled", "jax");
    }

    @Test
    void whoFailedIsNotWaitedFor() {
        List<Participant> all = List.of(participant("unable", CNN), participant("one", CNN));
        assertThat(new Session(new Installed(folder), 1, new WarmUp(1, 3)).takeTurns(all))
                .isEqualTo(2);
    }

    /** A rotation would leave everybody behind the same neighbour. */
    @Test
    void nobodyComesAlwaysAfterTheSame() {
        session(15, 0)
                .takeTurns(Stream.of("a", "b", "c")
                        .map(name -> participant(name, CNN))
                        .toList());
        List<String> rounds =
                said.stream().filter(line -> line.matches("[abc] \\d+")).toList();
        Map<String, Long> pairs = IntStream.range(1, rounds.size())
                .filter(i -> i % 3 != 0)
                .mapToObj(i ->
                        rounds.get(i - 1).charAt(0) + " before " + rounds.get(i).charAt(0))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(pairs)
                .containsOnlyKeys("a before b", "a before c", "b before a", "b before c", "c before a", "c before b")
                .allSatisfy((pair, times) -> assertThat(times).isGreaterThan(1));
        assertThat(IntStream.range(0, 15).mapToObj(i -> rounds.get(3 * i).substring(0, 1)))
                .contains("a", "b", "c");
    }

    @Test
    void goesOnWithoutOneThatFailsOrIsUnable() {
        Participant good = participant("good", CNN);
        Participant failing = participant("failing", CNN);
        Participant unable = participant("unable", CNN);
        session(3, 0).takeTurns(List.of(good, failing, unable));
        Contest contest = Contest.of(CNN, 0, List.of(good, failing, unable), List.of());
        assertThat(contest.ours().seconds()).hasSize(3);
        assertThat(contest.theirs()).extracting(Side::notMeasured).containsExactly("it ended by itself", "it cannot");
    }

    @Test
    void goesOnWithoutOneThatGivesNoNumbersOrCannotBeHeard() {
        List<Participant> all = Stream.of("silent", "giving up", "unreadable", "good")
                .map(name -> participant(name, CNN))
                .toList();
        session(3, 0).takeTurns(all);
        assertThat(all)
                .extracting(one -> one.side().notMeasured())
                .containsExactly(
                        "it did not say how many seconds a round took",
                        "no longer",
                        "java.io.IOException: no more of c",
                        null);
        assertThat(all.get(3).side().seconds()).hasSize(3);
    }

    /** Then nobody can be compared with it, and the next work follows. */
    @Test
    void tellsThatRegimenFailed() {
        Participant failing = participant("failing", CNN);
        Participant good = participant("good", CNN);
        session(3, 0).takeTurns(List.of(failing, good));
        Contest contest = Contest.of(CNN, 0, List.of(failing, good), List.of());
        assertThat(contest.notMeasured(contest.theirs().get(0))).isEqualTo("Regimen: it ended by itself");
    }

    @Test
    void startsAnewForEveryRoundWhereStartingIsTheWork() {
        Participant one = participant("one", work("start"));
        session(2, 0).takeTurns(List.of(one));
        assertThat(said).containsExactly("one starts", "one 1001", "one ends", "one starts", "one 1002", "one ends");
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
                .containsExactly("cnn-32", "cnn-128", "growth-seeds-2", "growth-seeds-16");
    }

    /** A target without its peer or with a name that nothing has would never be shown. */
    @Test
    void everyTargetIsOfAPeerThatDoesTheWorkOftenEnough() {
        Map<String, Peer> peers = Peer.OTHERS.stream().collect(Collectors.toMap(Peer::name, Function.identity()));
        Map<String, Work> works = Works.all(false).stream().collect(Collectors.toMap(Work::name, Function.identity()));
        assertThat(Targets.all()).isNotEmpty().allSatisfy((name, targets) -> {
            assertThat(works).containsKey(name);
            Work work = works.get(name);
            assertThat(new Rounds(false, null).counting(work)).isGreaterThanOrEqualTo(Rounds.ENOUGH);
            assertThat(targets.keySet())
                    .isSubsetOf(peers.keySet())
                    .allMatch(peer -> peers.get(peer).suits().test(work));
        });
    }

    private Participant participant(String name, Work work) {
        return new Participant(
                new Peer(name, name, Peer.Language.JAVA, List.of(), all -> true), work, () -> new Fake(name));
    }

    private Session session(int rounds, int warmUp) {
        return new Session(new Installed(folder), rounds, new WarmUp(warmUp, 0));
    }

    private static Work work(String name) {
        return Works.named(true, List.of(name)).get(0);
    }
}
