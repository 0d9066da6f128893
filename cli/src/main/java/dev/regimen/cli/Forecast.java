package dev.regimen.cli;

import dev.regimen.budget.Spent;
import dev.regimen.training.Work;
import java.util.Map;

/**
 * How far a command is. What is left costs as much as what was trained of the same contender; of one that has not
 * begun, as much as the others by its floating-point operations. What it takes over from another costs nothing.
 *
 * @param share the part of all that is done, from 0 to 1, by what it costs
 * @param seconds how long the rest takes; not a number before anything was trained
 */
record Forecast(double share, double seconds) {
    private static final Work UNKNOWN = new Work(0, 1);

    /**
     * @param planned what a training of each contender computes; those that are missing take nothing over
     * @param elapsed seconds since the command began
     */
    static Forecast of(
            Workload workload, Map<String, Work> planned, Map<String, ContenderProgress> contenders, double elapsed) {
        double cpu = 0;
        double flops = 0;
        for (Map.Entry<String, ContenderProgress> entry : contenders.entrySet()) {
            Spent trained = entry.getValue().trained();
            cpu += trained.cpuSeconds();
            flops += trained.in(workload.budget().unit()) * flopsPerUnit(workload, planned, entry.getKey());
        }
        double done = 0;
        double left = 0;
        for (Map.Entry<String, ContenderProgress> entry : contenders.entrySet()) {
            ContenderProgress progress = entry.getValue();
            double own = planned.getOrDefault(entry.getKey(), UNKNOWN).own();
            double trained = progress.done() - progress.takenOver() - (1 - own) * progress.stored();
            double all = own * workload.of(entry.getKey());
            Spent here = progress.trained();
            double amount = here.in(workload.budget().unit());
            double rate = amount > 0 && here.cpuSeconds() > 0
                    ? here.cpuSeconds() / amount
                    : flopsPerUnit(workload, planned, entry.getKey()) * (cpu > 0 && flops > 0 ? cpu / flops : 1);
            done += Math.min(trained, all) * rate;
            left += Math.max(0, all - trained) * rate;
        }
        return new Forecast(done + left > 0 ? done / (done + left) : 1, cpu > 0 ? left * elapsed / cpu : Double.NaN);
    }

    /** Of a contender's budget; 1 if it is not known. */
    private static double flopsPerUnit(Workload workload, Map<String, Work> planned, String contender) {
        double flops = planned.getOrDefault(contender, UNKNOWN).flops();
        double budget = workload.contenders().get(contender) * workload.budget().amount();
        return flops > 0 && budget > 0 ? flops / budget : 1;
    }
}
