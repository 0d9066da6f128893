package dev.regimen.training;

/**
 * What a part of a training says about itself that no gradient could prove, because there is none.
 *
 * @param title what it is, in a few words, such as {@code random forest (not neural)}
 * @param reason why, in sentences
 * @param link what it has from the members before it
 */
public record Statement(String title, String reason, Link link) {}
