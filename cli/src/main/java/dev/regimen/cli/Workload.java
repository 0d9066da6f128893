package dev.regimen.cli;

import dev.regimen.budget.Budget;
import java.util.List;
import java.util.Map;

/**
 * How much a command is going to train, so that it can say how much is left.
 *
 * @param contenders in the order in which they are shown
 * @param budget of one training
 * @param seeds trainings of each contender for the record
 * @param trials trainings of each contender to choose its learning rate
 * @param trialShare the part of the budget that a trial gets
 * @param earlier what each contender was trained before, in finished trainings of a run that is resumed, in the
 *     budget's unit
 */
record Workload(
        List<String> contenders, Budget budget, int seeds, int trials, double trialShare, Map<String, Double> earlier) {
    /** The whole of one contender, in the budget's unit. */
    double perContender() {
        return budget.amount() * (seeds + trials * trialShare);
    }

    double all() {
        return perContender() * contenders.size();
    }
}
