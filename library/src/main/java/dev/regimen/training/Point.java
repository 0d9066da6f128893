package dev.regimen.training;

import dev.regimen.budget.Spent;
import dev.regimen.task.Scores;

/**
 * A point of a learning curve.
 *
 * @param spent since the phase began
 * @param loss the mean training loss since the point before; null before the first step
 * @param validation the metrics on the validation examples
 */
public record Point(Spent spent, Double loss, Scores validation) {}
