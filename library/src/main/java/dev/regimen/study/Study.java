package dev.regimen.study;

import java.util.List;

/** An experiment that tests claims by several comparisons. */
public interface Study {
    /** On the command line. */
    String name();

    /** What it asks, in one line. */
    String title();

    /** What is done, after whom, and what is ours in it: a paragraph or more. */
    String about();

    /**
     * All cells that can be named so far. A study whose later cells depend on what earlier ones found names them when
     * it is asked again with that.
     *
     * @param evidence the cells that are done
     */
    List<Cell> cells(Setup setup, Evidence evidence);

    /** What it leaves out because optional data are not there, a sentence each. */
    default List<String> missing(Setup setup) {
        return List.of();
    }

    /** Trainings along which gradients are measured, after all cells are done; none unless the study says so. */
    default List<SignalPlan> signals(Setup setup) {
        return List.of();
    }

    /**
     * What follows.
     *
     * @param evidence all of its cells and signals
     */
    Findings findings(Setup setup, Evidence evidence);
}
