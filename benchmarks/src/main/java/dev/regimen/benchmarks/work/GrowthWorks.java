package dev.regimen.benchmarks.work;

import java.util.ArrayList;
import java.util.List;

/** Works of growing size, which Regimen does alone: how time grows with what there is to train. */
final class GrowthWorks {
    private static final List<Integer> QUICK = List.of(2, 16, 20);
    private static final int[] CHAINS = {2, 4, 8, 16, 32};
    private static final int[] MEMBERS = {1, 2, 5, 10, 20, 50, 100};
    private static final int[] SEEDS = {1, 2, 4, 8, 16};
    private static final int[] WORKERS = {1, 2};
    private static final int CORES = 2;

    private GrowthWorks() {}

    /** @param quick whether there are to be few of them, and short ones */
    static List<Work> all(boolean quick) {
        List<Work> all = all(quick ? 2 : 4);
        return quick
                ? all.stream().filter(work -> QUICK.contains(work.members())).toList()
                : all;
    }

    private static List<Work> all(int epochs) {
        List<Work> all = new ArrayList<>();
        for (int modules : CHAINS) {
            String title = modules + " modules in a chain, step by step, as many steps each";
            all.add(work("chain-" + modules, title, Kind.CHAIN, modules, epochs, 1));
        }
        for (int members : MEMBERS) {
            String title = members == 1 ? "one mlp, two cores" : members + " mlps in an ensemble, two cores";
            all.add(work("members-" + members, title, Kind.TRAIN, members, epochs, CORES));
        }
        for (int seeds : SEEDS) {
            String title = "a comparison's one contender, " + seeds + " seeds, two cores";
            all.add(work("seeds-" + seeds, title, Kind.SEEDS, seeds, epochs, CORES));
        }
        for (int workers : WORKERS) {
            String title = "20 mlps in an ensemble, workers: " + workers;
            all.add(work("workers-" + workers, title, Kind.TRAIN, 20, epochs, workers));
        }
        return all;
    }

    private static Work work(String name, String title, Kind kind, int members, int epochs, int threads) {
        return new Work(Work.ALONE + name, title, kind, "mlp", 64, epochs, 0, members, threads, 1e-3, Data.of("mlp"));
    }
}
