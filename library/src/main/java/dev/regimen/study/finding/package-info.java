/**
 * What follows from the results of cells: who reaches a target and at what cost, verdicts about claims, tables and
 * figures of them. Studies are made of these.
 */
package dev.regimen.study.finding;
