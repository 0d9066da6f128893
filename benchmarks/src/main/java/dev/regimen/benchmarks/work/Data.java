package dev.regimen.benchmarks.work;

import java.util.List;

/**
 * What there is to learn from. The numbers of training examples are multiples of all batches, so that nobody has a
 * batch that is not full.
 *
 * @param shape of an example
 * @param labels shape of its label: empty for one class, a map's for a class for each pixel, -1 for none
 * @param classes how many there are
 * @param train how many training examples
 * @param test how many examples accuracy is measured on
 */
public record Data(List<Long> shape, List<Long> labels, int classes, int train, int test) {
    static final long SCENE = 64;

    /** What a net reads. */
    static Data of(String net) {
        return switch (net) {
            case "cnn" -> new Data(List.of(1L, 28L, 28L), List.of(), 10, 4096, 1024);
            case "lstm" -> new Data(List.of(28L, 28L), List.of(), 10, 4096, 1024);
            case "mlp" -> new Data(List.of(64L), List.of(), 10, 1408, 384);
            case "unet" -> new Data(List.of(1L, SCENE, SCENE), List.of(SCENE, SCENE), 11, 256, 64);
            case "digit-sum" -> new Data(List.of(1L, 8L, 8L), List.of(), 10, 1168, 4000);
            default -> throw new IllegalArgumentException("there are no data for a net '" + net + "'");
        };
    }
}
