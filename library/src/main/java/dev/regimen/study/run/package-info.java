/** Runs studies in folders that can be gone on with, and writes their reports. */
package dev.regimen.study.run;
