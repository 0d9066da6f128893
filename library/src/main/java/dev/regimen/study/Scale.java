package dev.regimen.study;

/** How much of a study is run. */
public enum Scale {
    /** Minutes: fewer cells, smaller budgets, fewer seeds. */
    QUICK,
    /** Hours: what conclusions are drawn from. */
    FULL
}
