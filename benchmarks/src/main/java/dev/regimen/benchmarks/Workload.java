package dev.regimen.benchmarks;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.model.net.Cell;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Mlp;
import dev.regimen.model.net.Padding;
import dev.regimen.model.net.Recurrent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A net with the size of its batches: what a step is timed of. All of them read 28 x 28 numbers and tell ten classes.
 */
public enum Workload {
    /** Convolutions to 16 and 32 channels without padding, each pooled, then 800 → 128 → 10. */
    CNN_32(32),
    CNN_128(128),
    /** 784 → 256 → 128 → 10. */
    MLP_64(64),
    /** 28 steps of 28 numbers, a state of 64, the last one → 10. */
    LSTM_64(64);

    private final int batch;

    Workload(int batch) {
        this.batch = batch;
    }

    /** How many examples a step has. */
    int batch() {
        return batch;
    }

    /** Whether it is the net that a promise is made about. */
    boolean isReference() {
        return this == CNN_32 || this == CNN_128;
    }

    /** What an example has. */
    Map<String, Field> fields() {
        Shape input = this == LSTM_64 ? Shape.of(28, 28) : Shape.of(1, 28, 28);
        return Map.of(
                SyntheticExamples.INPUT,
                Field.real(input),
                SyntheticExamples.LABEL,
                Field.classes(Shape.of(), SyntheticExamples.CLASSES));
    }

    /** The net as this library has it. */
    ModelSpec spec() {
        return ModelSpec.of(ModuleSpec.of("net", SyntheticExamples.INPUT, net()));
    }

    /** The same net as the binding's own modules make it; the caller closes it. */
    NaiveNet naiveNet() {
        return switch (this) {
            case CNN_32, CNN_128 -> NaiveNets.cnn();
            case MLP_64 -> NaiveNets.mlp(28 * 28, 256, 128);
            case LSTM_64 -> NaiveNets.lstm(64);
        };
    }

    /** As {@code cnn, batch 32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace("_", ", batch ");
    }

    private Net net() {
        return switch (this) {
            case CNN_32, CNN_128 ->
                new ConvStack(
                        List.of(16, 32), 3, Padding.NONE, 2, null, null, List.of(128), Optional.of(10), null, null);
            case MLP_64 -> Mlp.of(10, 256, 128);
            case LSTM_64 -> Recurrent.of(Cell.LSTM, 64, 10);
        };
    }
}
