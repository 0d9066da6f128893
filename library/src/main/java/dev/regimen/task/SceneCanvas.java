package dev.regimen.task;

import dev.regimen.data.Field;
import java.util.Random;

/** Scenes while they are painted: pixels, and what each belongs to. */
final class SceneCanvas {
    /** From this brightness on a pixel belongs to what is painted. */
    private static final float INSIDE = 0.5f;

    /** Below this brightness it does not; between the two it belongs to nothing. */
    private static final float OUTSIDE = 0.25f;

    private final int height;
    private final int width;
    private final float[] pixels;
    private final long[] labels;

    /** Black scenes, all background. */
    SceneCanvas(int scenes, int height, int width) {
        this.height = height;
        this.width = width;
        pixels = new float[scenes * height * width];
        labels = new long[pixels.length];
    }

    /** A square of a scene, in pixels. */
    record Box(int top, int left, int side) {
        /** The area in both, as a part of the smaller one's. */
        double overlap(Box other) {
            int high = Math.min(top + side, other.top + other.side) - Math.max(top, other.top);
            int wide = Math.min(left + side, other.left + other.side) - Math.max(left, other.left);
            int smaller = Math.min(side, other.side);
            return Math.max(0, high) * (double) Math.max(0, wide) / smaller / smaller;
        }
    }

    /** A part of an image: where it begins, and how much of the image it is, all from 0 to 1. */
    record Part(double top, double left, double size) {
        static final Part WHOLE = new Part(0, 0, 1);

        /** So large a one, anywhere. */
        static Part random(double size, Random random) {
            return new Part(random.nextDouble() * (1 - size), random.nextDouble() * (1 - size), size);
        }
    }

    /** Grey images one after another. */
    record Images(float[] values, int height, int width) {
        Sprite of(int image, Part part) {
            return new Sprite(this, image * height * width, part);
        }
    }

    /** What is painted: a part of an image. */
    record Sprite(Images images, int first, Part part) {
        /** The brightness at a place from 0 to 1, between pixels in proportion to how near they are. */
        float at(double down, double right) {
            double y = Math.max(0, (part.top + down * part.size) * images.height - 0.5);
            double x = Math.max(0, (part.left + right * part.size) * images.width - 0.5);
            int above = Math.min((int) y, images.height - 1);
            int before = Math.min((int) x, images.width - 1);
            int below = Math.min(above + 1, images.height - 1);
            int behind = Math.min(before + 1, images.width - 1);
            double dy = y - above;
            double dx = x - before;
            return (float) ((1 - dy) * ((1 - dx) * pixel(above, before) + dx * pixel(above, behind))
                    + dy * ((1 - dx) * pixel(below, before) + dx * pixel(below, behind)));
        }

        private float pixel(int y, int x) {
            return images.values[first + y * images.width + x];
        }
    }

    /** Adds noise, uniform from 0 to a brightness. */
    void noise(int scene, float brightness, Random random) {
        if (brightness > 0) {
            for (int i = scene * height * width; i < (scene + 1) * height * width; i++) {
                pixels[i] += brightness * random.nextFloat();
            }
        }
    }

    /** Paints something that belongs to the background. */
    void paint(int scene, Sprite sprite, Box box) {
        for (int y = 0; y < box.side; y++) {
            for (int x = 0; x < box.side; x++) {
                int i = position(scene, box, y, x);
                pixels[i] = Math.max(pixels[i], brightness(sprite, box, y, x));
            }
        }
    }

    /** Paints an object of a class. */
    void paint(int scene, Sprite sprite, Box box, int label) {
        for (int y = 0; y < box.side; y++) {
            for (int x = 0; x < box.side; x++) {
                int i = position(scene, box, y, x);
                float brightness = brightness(sprite, box, y, x);
                pixels[i] = Math.max(pixels[i], brightness);
                if (brightness >= INSIDE) {
                    labels[i] = label;
                } else if (brightness >= OUTSIDE && labels[i] == 0) {
                    labels[i] = Field.UNLABELLED;
                }
            }
        }
    }

    private int position(int scene, Box box, int y, int x) {
        return (scene * height + box.top + y) * width + box.left + x;
    }

    private static float brightness(Sprite sprite, Box box, int y, int x) {
        return sprite.at((y + 0.5) / box.side, (x + 0.5) / box.side);
    }

    /** {@code [scenes, height, width]}, from 0 to 1. */
    float[] pixels() {
        return pixels;
    }

    /** {@code [scenes, height, width]}, 0 for the background, {@link Field#UNLABELLED} for what belongs to nothing. */
    long[] labels() {
        return labels;
    }
}
