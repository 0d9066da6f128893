package dev.regimen.benchmarks;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Mlp;
import java.util.Locale;
import java.util.Map;

/** Members of which it is measured whether they are faster together: from what stacks best to what does not. */
enum StackedCase {
    MLP_16_32(32, 16, 500),
    MLP_64_128_128(64, 16, 250),
    HUNDRED_MLP_64_128_128(64, 100, 60),
    MLP_64_256_256(64, 8, 100),
    CNN_8X8(64, 8, 100),
    MLP_784_256_128(64, 8, 60),
    /** The reference net. */
    CNN_28X28(32, 4, 40);

    private final int batch;
    private final int members;
    private final int steps;

    StackedCase(int batch, int members, int steps) {
        this.batch = batch;
        this.members = members;
        this.steps = steps;
    }

    /** How many examples a member's step has. */
    int batch() {
        return batch;
    }

    int members() {
        return members;
    }

    /** How many steps are enough to time. */
    int steps() {
        return steps;
    }

    ModelSpec spec() {
        return ModelSpec.of(ModuleSpec.of("net", SyntheticExamples.INPUT, net()));
    }

    Map<String, Field> fields() {
        return Map.of(
                SyntheticExamples.INPUT,
                Field.real(input()),
                SyntheticExamples.LABEL,
                Field.classes(Shape.of(), SyntheticExamples.CLASSES));
    }

    private Shape input() {
        return switch (this) {
            case MLP_16_32 -> Shape.of(16);
            case MLP_64_128_128, HUNDRED_MLP_64_128_128, MLP_64_256_256 -> Shape.of(64);
            case CNN_8X8 -> Shape.of(1, 8, 8);
            case MLP_784_256_128 -> Shape.of(784);
            case CNN_28X28 -> Shape.of(1, 28, 28);
        };
    }

    private Net net() {
        return switch (this) {
            case MLP_16_32 -> Mlp.of(SyntheticExamples.CLASSES, 32);
            case MLP_64_128_128, HUNDRED_MLP_64_128_128 -> Mlp.of(SyntheticExamples.CLASSES, 128, 128);
            case MLP_64_256_256 -> Mlp.of(SyntheticExamples.CLASSES, 256, 256);
            case CNN_8X8 -> ConvStack.of(SyntheticExamples.CLASSES, 16, 32);
            case MLP_784_256_128 -> Mlp.of(SyntheticExamples.CLASSES, 256, 128);
            case CNN_28X28 -> Workload.CNN_32.spec().modules().get(0).net();
        };
    }

    /** As {@code 16 x mlp 64 128 128, batch 64}. */
    @Override
    public String toString() {
        String net = name().replace("HUNDRED_", "").toLowerCase(Locale.ROOT).replace('_', ' ');
        return members + " x " + net + ", batch " + batch;
    }
}
