package dev.regimen.training;

/** What a member of an ensemble has from those before it. */
public enum Link {
    /** Nothing: it is independent of them. */
    NONE,
    /** It begins with the weights that the one before it ended with, and with what its optimizers remembered. */
    WEIGHTS,
    /** It looks more often at the training examples that they got wrong. */
    MISTAKES
}
