package dev.regimen.study;

/**
 * A figure of a study.
 *
 * @param name of its file, without an ending
 * @param caption what it shows, and how to read it
 * @param kind the script that draws it, {@code figure-KIND.js} of the report
 * @param data what that script draws, as JSON can say it
 * @param width and {@code height}: in pixels
 */
public record Figure(String name, String title, String caption, String kind, Object data, int width, int height) {}
