package dev.regimen.model;

import org.bytedeco.pytorch.Generator;

/**
 * How a module is being run.
 *
 * @param training whether the module is being trained, so that dropout drops and batch norm takes the batch's
 *     statistics. A frozen module is never training
 * @param generator where randomness such as dropout's comes from; null unless training
 */
public record Pass(boolean training, Generator generator) {
    public static final Pass EVALUATION = new Pass(false, null);
}
