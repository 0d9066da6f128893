package dev.regimen.cli;

import dev.regimen.budget.Spent;
import dev.regimen.training.PlannedCost;
import java.util.Map;

/**
 * How far a command is. What is left costs as much as what was trained of the same contender; of one that has not
 * begun, as much as the others by its floating-point operations. What it takes over from another costs nothing.
 *
 * @param share the part of all that is done, from 0 to 1, by what it costs
 * @param seconds how long the rest takes; not a number before anything was trained
 */
record Forecast(double share, double seconds) {
    /**
     * @param planned what all trainings of a contender that were not finished before cost; of one that is missing, its
     *     budgets
     * @param elapsed seconds since the command began
     */
    static Forecast of(
            Workload workload,
            Map<String, PlannedCost> planned,
            Map<String, ContenderProgress> contenders,
            double elapsed) {
        Pace pace = new Pace(workload, planned, contenders);
        double done = 0;
        double left = 0;
        double cpu = 0;
        for (Map.Entry<String, ContenderProgress> entry : contenders.entrySet()) {
            ContenderProgress progress = entry.getValue();
            double amount = cost(workload, planned, entry.getKey(), progress).amount();
            double own = progress.done() - progress.stored() - progress.takenOver();
            double perUnit = pace.secondsPerUnit(entry.getKey());
            done += (progress.stored() + Math.min(own, amount)) * perUnit;
            left += Math.max(0, amount - own) * perUnit;
            cpu += progress.trained().cpuSeconds();
        }
        return new Forecast(done + left > 0 ? done / (done + left) : 1, cpu > 0 ? left * elapsed / cpu : Double.NaN);
    }

    private static PlannedCost cost(
            Workload workload, Map<String, PlannedCost> planned, String contender, ContenderProgress progress) {
        PlannedCost known = planned.get(contender);
        return known == null ? new PlannedCost(Math.max(0, workload.of(contender) - progress.stored()), 0) : known;
    }

    /** How many processor seconds a unit of the budget takes. */
    private record Pace(
            Workload workload, Map<String, PlannedCost> planned, Map<String, ContenderProgress> contenders) {
        double secondsPerUnit(String contender) {
            Spent own = contenders.get(contender).trained();
            double amount = own.in(workload.budget().unit());
            if (amount > 0 && own.cpuSeconds() > 0) {
                return own.cpuSeconds() / amount;
            }
            double flops = flopsPerUnit(contender);
            double all = 0;
            double cpu = 0;
            for (Map.Entry<String, ContenderProgress> entry : contenders.entrySet()) {
                Spent trained = entry.getValue().trained();
                double others = flops > 0 ? flopsPerUnit(entry.getKey()) : 1;
                all += trained.in(workload.budget().unit()) * others;
                cpu += others > 0 ? trained.cpuSeconds() : 0;
            }
            return (flops > 0 ? flops : 1) * (all > 0 && cpu > 0 ? cpu / all : 1);
        }

        /** 0 if they are not known. */
        private double flopsPerUnit(String contender) {
            PlannedCost cost = planned.get(contender);
            return cost == null || cost.amount() == 0 ? 0 : cost.flops() / cost.amount();
        }
    }
}
