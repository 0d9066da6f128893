package dev.regimen.task;

import java.util.List;

/**
 * Numbers of some sample examples, for showing.
 *
 * @param shape with the examples along the first axis
 * @param values in row-major order
 */
public record SampleValues(List<Long> shape, List<Float> values) {}
