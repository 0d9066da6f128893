package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Endlessly many images of three pentominoes, each drawn from its number whenever it is asked for: none is kept.
 *
 * @param seed fixes which images they are
 * @param grid how many patches there are in each direction
 * @param types how many of the types there are
 */
record PentominoImages(long seed, int grid, int types) {
    static final String PATCHES = "patches";
    static final String SPRITE = "sprite";
    static final String SAME = "same";

    private static final int SPRITES = 3;
    private static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final List<List<Form>> FORMS = forms();

    /** A pentomino as it is turned and scaled. */
    private record Form(int[] pixels, int height, int width) {
        static Form of(Sprite sprite) {
            return new Form(sprite.pixels(SIDE), sprite.height(), sprite.width());
        }
    }

    /** What every image has. */
    Map<String, Field> fields() {
        List<String> classes = new ArrayList<>(List.of("empty"));
        classes.addAll(Pentominoes.names().subList(0, types));
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(PATCHES, Field.real(Shape.of(1, SIDE, SIDE).repeated(PATCHES, patches())));
        fields.put(SPRITE, Field.classes(Shape.of().repeated(PATCHES, patches()), classes));
        fields.put(SAME, Field.classes(Shape.of(), List.of("different", "same")));
        return Collections.unmodifiableMap(fields);
    }

    private int patches() {
        return grid * grid;
    }

    /** The images of these numbers, in the caller's scope. Those with odd numbers have three of one type. */
    Batch at(long[] numbers) {
        float[] pixels = new float[numbers.length * patches() * PIXELS];
        long[] sprites = new long[numbers.length * patches()];
        for (int i = 0; i < numbers.length; i++) {
            draw(numbers[i], i * patches(), pixels, sprites);
        }
        long[] same = LongStream.of(numbers).map(number -> number % 2).toArray();
        Map<String, Field> fields = fields();
        return new Batch(
                numbers.length,
                Map.of(
                        PATCHES,
                        TensorData.floats(pixels, fields.get(PATCHES).shape().batched(numbers.length)),
                        SPRITE,
                        TensorData.longs(sprites, fields.get(SPRITE).shape().batched(numbers.length)),
                        SAME,
                        TensorData.longs(same, numbers.length)));
    }

    /** The first of them; the caller closes it. */
    Dataset first(int count) {
        return new Dataset(fields(), at(LongStream.range(0, count).toArray()).values());
    }

    private void draw(long number, int firstPatch, float[] pixels, long[] sprites) {
        Random random = new Random(Seeds.derive(seed, "image/" + number));
        int common = random.nextInt(types);
        int odd = number % 2 == 1 ? common : otherThan(common, random);
        for (int sprite = 0; sprite < SPRITES; sprite++) {
            int type = sprite == 0 ? odd : common;
            int patch = firstPatch + random.nextInt(patches());
            while (sprites[patch] != 0) { // taken
                patch = firstPatch + random.nextInt(patches());
            }
            sprites[patch] = type + 1L; // after the class of empty patches
            paint(FORMS.get(type), patch * PIXELS, pixels, random);
        }
    }

    private int otherThan(int type, Random random) {
        return (type + 1 + random.nextInt(types - 1)) % types;
    }

    private static void paint(List<Form> forms, int firstPixel, float[] pixels, Random random) {
        Form form = forms.get(random.nextInt(forms.size()));
        int corner = random.nextInt(SIDE - form.height() + 1) * SIDE + random.nextInt(SIDE - form.width() + 1);
        for (int pixel : form.pixels()) {
            pixels[firstPixel + corner + pixel] = 1;
        }
    }

    /** By type, all that it can look like: four turns in two scales. */
    private static List<List<Form>> forms() {
        List<List<Form>> forms = new ArrayList<>();
        for (Sprite type : Pentominoes.TYPES.values()) {
            List<Form> own = new ArrayList<>();
            type.turns().forEach(turned -> {
                own.add(Form.of(turned));
                own.add(Form.of(turned.scaled(2)));
            });
            forms.add(own);
        }
        return forms;
    }
}
