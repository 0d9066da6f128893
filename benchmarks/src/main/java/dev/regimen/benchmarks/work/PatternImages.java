package dev.regimen.benchmarks.work;

import java.util.Random;

/** Images of 28 x 28: each class has a coarse pattern, which is shifted a little and lies under noise. */
final class PatternImages {
    private static final int SIDE = 28;
    private static final int CELL = 4;
    private static final int CELLS = SIDE / CELL;
    private static final int CLASSES = 10;
    private static final int SHIFT = 2;
    private static final double NOISE = 1.2;

    private PatternImages() {}

    static Drawn draw(int count, long seed) {
        Random random = new Random(seed);
        double[][] patterns = new double[CLASSES][CELLS * CELLS];
        for (double[] pattern : patterns) {
            for (int i = 0; i < pattern.length; i++) {
                pattern[i] = random.nextDouble() * 2 - 1;
            }
        }
        float[] inputs = new float[count * SIDE * SIDE];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++) {
            int label = random.nextInt(CLASSES);
            labels[i] = label;
            draw(patterns[label], random, inputs, i * SIDE * SIDE);
        }
        return new Drawn(inputs, labels);
    }

    private static void draw(double[] pattern, Random random, float[] inputs, int at) {
        int down = random.nextInt(2 * SHIFT + 1);
        int right = random.nextInt(2 * SHIFT + 1);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int cell = (row + down) / CELL % CELLS * CELLS + (column + right) / CELL % CELLS;
                inputs[at + row * SIDE + column] = (float) (pattern[cell] + NOISE * random.nextGaussian());
            }
        }
    }
}
