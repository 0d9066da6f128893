package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.budget.Budget;
import dev.regimen.comparison.Comparison;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.Contender;
import dev.regimen.comparison.Protocol;
import dev.regimen.comparison.ResultStore;
import dev.regimen.regimen.EndToEnd;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Compares one contender with nobody, with several seeds. */
final class RegimenSeeds implements Worker {
    private final RegimenSetting setting;

    RegimenSeeds(WorkFolder folder) {
        setting = new RegimenSetting(folder);
    }

    @Override
    public long parameters() {
        return 0; // of several models
    }

    @Override
    public Round round(long seed) {
        List<Long> seeds = LongStream.range(0, setting.work().members())
                .mapToObj(index -> 1_000 * seed + index)
                .toList();
        Protocol protocol =
                new Protocol(Budget.steps(setting.work().steps()), seeds, Optional.empty(), Optional.empty());
        ComparisonPlan plan = new ComparisonPlan(
                "seeds",
                setting.spec(),
                ignored -> setting.task(),
                setting.settings(),
                List.of(new Contender("one", "end-to-end", new EndToEnd())),
                protocol);
        long start = System.nanoTime();
        ComparisonResult result = new Comparison(plan, ResultStore.NONE, setting.surroundings())
                .run()
                .orElseThrow();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(
                seconds,
                result.contenders().get(0).summary().metrics().get("accuracy").mean());
    }

    @Override
    public void close() {
        setting.close();
    }
}
