package dev.regimen.study;

import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.Rate;
import dev.regimen.metric.Relabelling;
import dev.regimen.report.Numbers;
import dev.regimen.run.Results;
import java.util.List;
import java.util.Optional;

/** What came out of a cell. */
public record CellResult(Cell cell, Results results) {
    public ComparisonResult comparison() {
        return results.comparison();
    }

    /** A contender's result, if the cell has it. */
    public Optional<ContenderResult> contender(String name) {
        return comparison().contenders().stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst();
    }

    /** The names of its contenders, in the experiment's order. */
    public List<String> contenders() {
        return comparison().contenders().stream().map(ContenderResult::name).toList();
    }

    /** How many seeds of a contender reached the target. */
    public Optional<Rate> reached(String contender) {
        return contender(contender).map(found -> found.summary().reached());
    }

    /** The final metric on the test examples. */
    public Optional<Estimate> metric(String contender) {
        return contender(contender)
                .map(found -> found.summary().metrics().get(comparison().metric()));
    }

    /** A module's accuracy on its own target after the best relabelling, on the test examples. */
    public Optional<Estimate> relabelled(String contender, String module) {
        return contender(contender)
                .map(found -> found.summary().seams().get(module))
                .map(metrics -> metrics.get(Relabelling.METRIC));
    }

    /** The optimizer's rate that a contender was trained with: that which was chosen for it, or the cell's. */
    public Optional<String> learningRate(String contender) {
        return contender(contender)
                .map(ContenderResult::learningRate)
                .or(() -> cell.setting("optimizer.learning-rate").map(Double::valueOf))
                .map(Numbers::rate);
    }

    /** The modules that have a target of their own. */
    public List<String> seams() {
        return comparison().judged().stream()
                .filter(ComparisonResult.Judged::seam)
                .map(ComparisonResult.Judged::module)
                .toList();
    }

    /** What the best constant prediction of a module would score by accuracy. */
    public double chanceAt(String module) {
        return comparison().chance().seams().get(module).getOrDefault("accuracy", Double.NaN);
    }

    /** What the best constant prediction scores in the final metric. */
    public double chance() {
        return comparison().chance().metrics().get(comparison().metric());
    }
}
