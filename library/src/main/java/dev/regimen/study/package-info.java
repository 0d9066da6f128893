/**
 * Experiments that test claims about end-to-end learning: each is several comparisons, and what can be concluded from
 * all of them together. {@code docs/limits.md} tells what came out.
 */
package dev.regimen.study;
