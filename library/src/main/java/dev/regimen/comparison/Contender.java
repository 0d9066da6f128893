package dev.regimen.comparison;

import dev.regimen.regimen.Regimen;

/**
 * One of the regimens that are compared.
 *
 * @param name in tables and files
 * @param kind of regimen, such as {@code step-by-step}
 */
public record Contender(String name, String kind, Regimen regimen) {}
