package dev.regimen.study;

/**
 * Something that a study tests.
 *
 * @param name short, for tables
 * @param sentence the claim in our words
 * @param rule what makes it supported and what not supported; all else is undecided
 */
public record Claim(String name, String sentence, String rule) {}
