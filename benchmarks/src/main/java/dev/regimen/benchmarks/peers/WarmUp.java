package dev.regimen.benchmarks.peers;

import java.util.List;

/**
 * What comes before the rounds that count.
 *
 * @param rounds how many at least
 * @param seconds how long each has worked at least: a just-in-time compiler is not done sooner because a round is short
 */
record WarmUp(int rounds, double seconds) {
    static final WarmUp NONE = new WarmUp(0, 0);

    /** A round that takes no time at all would never end it. */
    private static final int MOST = 100;

    /** Those for which there is to be one more after so many rounds. */
    List<Participant> still(int before, List<Participant> all) {
        return all.stream()
                .filter(Participant::takesPart)
                .filter(one -> before < rounds || (one.worked() < seconds && before < MOST))
                .toList();
    }
}
