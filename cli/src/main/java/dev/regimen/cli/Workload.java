package dev.regimen.cli;

import dev.regimen.budget.Budget;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a command is going to train, so that it can say how much is left.
 *
 * @param contenders in the order in which they are shown, and how many times the budget a training of each spends
 * @param budget of one training
 * @param seeds trainings of each contender for the record
 * @param trials trainings of each contender to choose its learning rate
 * @param trialShare the part of the budget that a trial gets
 * @param earlier what each contender was trained before, in finished trainings of a run that is resumed, in the
 *     budget's unit
 */
record Workload(
        Map<String, Double> contenders,
        Budget budget,
        int seeds,
        int trials,
        double trialShare,
        Map<String, Double> earlier) {
    Workload {
        contenders = Collections.unmodifiableMap(new LinkedHashMap<>(contenders));
    }

    /** The whole of one contender, in the budget's unit. */
    double of(String contender) {
        return contenders.get(contender) * budget.amount() * (seeds + trials * trialShare);
    }
}
