/** The studies that come with the library. */
package dev.regimen.study.builtin;
