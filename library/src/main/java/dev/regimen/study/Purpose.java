package dev.regimen.study;

/** What a cell of a study is for. */
public enum Purpose {
    /** Conclusions are drawn from it: equal budgets, learning rates tuned equally. */
    MAIN,
    /** A published experiment with its own budgets, which are not equal; no conclusion rests on it. */
    PUBLISHED,
    /** Looks for settings with which a contender that broke down would have learned, with one seed each. */
    SWEEP,
    /** The best of those settings with fresh seeds. */
    CONFIRMATION
}
