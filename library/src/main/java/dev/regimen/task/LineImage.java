package dev.regimen.task;

import java.util.Random;

/**
 * One straight line in an image of zeros, as Shalev-Shwartz, Shamir and Shammah draw it ("Failures of Gradient-Based
 * Deep Learning", ICML 2017, section 3.1).
 *
 * @param angle from 0 to below π, from the direction of growing rows to that of growing columns
 * @param row of the centre, from 0 to below {@link #SIDE}
 * @param column of the centre, likewise
 * @param length in pixels; what would be outside the image is left out
 */
record LineImage(double angle, double row, double column, double length) {
    /** Height and width. */
    static final int SIDE = 28;

    /** How many pixels an image has. */
    static final int PIXELS = SIDE * SIDE;

    private static final double SHORTEST = 5;
    private static final double LONGEST = 23;

    /** A line whose angle, centre and length are drawn uniformly. */
    static LineImage draw(Random random) {
        double angle = random.nextDouble() * Math.PI;
        double row = random.nextDouble() * SIDE;
        double column = random.nextDouble() * SIDE;
        return new LineImage(angle, row, column, SHORTEST + random.nextDouble() * (LONGEST - SHORTEST));
    }

    /** Whether rows and columns grow together along it. */
    boolean falling() {
        return angle < Math.PI / 2;
    }

    /** Sets the line's pixels to 1 in an image that starts here, row by row. */
    void paint(float[] pixels, int start) {
        // Math's functions may differ in the last bit from machine to machine, StrictMath's do not.
        double down = StrictMath.cos(angle);
        double right = StrictMath.sin(angle);
        for (int step = 0; step < (int) (length / 2); step++) {
            set(pixels, start, row + step * down, column + step * right);
            set(pixels, start, row - step * down, column - step * right);
        }
    }

    /** Fractions are cut off towards zero, so that what is less than one pixel above or left of the image is inside. */
    private static void set(float[] pixels, int start, double y, double x) {
        int i = (int) y;
        int j = (int) x;
        if (i >= 0 && i < SIDE && j >= 0 && j < SIDE) {
            pixels[start + i * SIDE + j] = 1;
        }
    }
}
