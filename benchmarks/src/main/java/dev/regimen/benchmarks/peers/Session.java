package dev.regimen.benchmarks.peers;

import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.torch.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Has everybody do the same works, round by round in turn, so that what slows the machine down for a while slows all of
 * them.
 *
 * @param installed what can be started
 * @param rounds how many count
 * @param warmUp what comes before those: for compilers, caches and allocators of all sides
 */
record Session(Installed installed, int rounds, WarmUp warmUp) {
    /** Rounds that count have the same seeds, however many came before. */
    private static final int COUNTING = 1_000;

    /** Regimen and these peers, as far as they are installed and the work is theirs. */
    Contest contest(Work work, List<Peer> peers) {
        Path works = installed.benchmarks().resolve("target/works");
        Path folder = WorkFolder.write(works, work).path();
        List<Participant> all = new ArrayList<>();
        List<Side> missing = new ArrayList<>();
        Stream.concat(Stream.of(Peer.REGIMEN), peers.stream())
                .filter(peer -> peer.suits().test(work))
                .forEach(peer -> installed
                        .missing(peer)
                        .ifPresentOrElse(
                                reason -> missing.add(Side.unmeasured(peer.name(), reason)),
                                () -> all.add(participant(peer, work, folder))));
        return Contest.of(work, takeTurns(all), all, missing);
    }

    /**
     * Each round has an order of its own, so that nobody always comes after the same.
     *
     * @return how many rounds came before those that count, for whom there were the most
     */
    int takeTurns(List<Participant> all) {
        try {
            int before = 0;
            for (List<Participant> cold = warmUp.still(0, all); !cold.isEmpty(); cold = warmUp.still(before, all)) {
                before++;
                round(cold, before, false);
            }
            for (int round = 1; round <= rounds; round++) {
                round(all, COUNTING + round, true);
            }
            return before;
        } finally {
            all.forEach(Participant::close);
        }
    }

    private static void round(List<Participant> all, int number, boolean counts) {
        List<Participant> order = new ArrayList<>(all);
        Collections.shuffle(order, new Random(Seeds.derive(number, "turns")));
        order.forEach(one -> one.round(number, counts));
    }

    private Participant participant(Peer peer, Work work, Path folder) {
        List<String> command = installed.command(peer, folder);
        Path log = installed.benchmarks().resolve("target/logs/" + work.name() + "-" + peer.name() + ".log");
        return new Participant(
                peer, work, () -> PeerProcess.start(command, log, work.threads(), Installed.unset(peer)));
    }
}
