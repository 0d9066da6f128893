package dev.regimen.task;

/** How the training examples that a member of an ensemble sees are chosen. */
public enum Sampling {
    /** All of them, in an order of its own. */
    ALL,
    /** As many as there are, drawn once with replacement: about 63 % of them, some several times. */
    BOOTSTRAP
}
