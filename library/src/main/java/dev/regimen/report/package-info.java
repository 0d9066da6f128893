/**
 * The report of a comparison as one page of HTML that needs no network. Java gathers the numbers and pictures; the
 * page's text, look and figures are resources beside this package.
 */
package dev.regimen.report;
