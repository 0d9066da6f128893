package dev.regimen.data;

import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.descriptive.StatisticsConfiguration;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A {@link Normalisation} with the statistics of training data: channel by channel for {@code [channels, height,
 * width]}, column by column for {@code [columns]}, one for single numbers.
 */
public final class Normaliser {
    private static final int CHUNK = 1_000;

    private final Map<String, Scale> scales;

    private Normaliser(Map<String, Scale> scales) {
        this.scales = scales;
    }

    /** What is taken away, and what the rest is divided by, for every channel. */
    private static final class Scale {
        private final float[] offset;
        private final float[] width;

        Scale(float[] offset, float[] width) {
            this.offset = offset;
            this.width = width;
        }

        /** Changes a column, {@code [size, channels, …]} or {@code [size]}. */
        void apply(Tensor column) {
            long[] shape = new long[Math.toIntExact(column.dim())];
            Arrays.fill(shape, 1);
            if (shape.length > 1) {
                shape[1] = offset.length;
            }
            column.sub_(TensorData.floats(offset, shape)).div_(TensorData.floats(width, shape));
        }
    }

    /**
     * Measures what has to be done.
     *
     * @param training the only data whose statistics are used
     * @param fields the real fields that are to be normalised
     */
    public static Normaliser fit(Normalisation normalisation, Dataset training, Collection<String> fields) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        if (normalisation != Normalisation.NONE) {
            fields.forEach(field -> scales.put(field, scale(normalisation, training.column(field))));
        }
        return new Normaliser(scales);
    }

    /** Changes the data's own numbers. Must not be applied to the same data twice. */
    public void apply(Dataset data) {
        scales.forEach((field, scale) -> {
            try (PointerScope scope = new PointerScope()) {
                scale.apply(data.column(field));
            }
        });
    }

    private static Scale scale(Normalisation normalisation, Tensor column) {
        DoubleStatistics[] channels = measure(column);
        Statistic from = normalisation == Normalisation.UNIT_RANGE ? Statistic.MIN : Statistic.MEAN;
        float[] offset = new float[channels.length];
        float[] width = new float[channels.length];
        for (int i = 0; i < channels.length; i++) {
            offset[i] = (float) channels[i].getAsDouble(from);
            width[i] = (float)
                    (normalisation == Normalisation.UNIT_RANGE
                            ? channels[i].getAsDouble(Statistic.MAX) - channels[i].getAsDouble(Statistic.MIN)
                            : channels[i].getAsDouble(Statistic.STANDARD_DEVIATION));
            // A constant has no width; it becomes 0.
            width[i] = width[i] > 0 ? width[i] : 1;
        }
        return new Scale(offset, width);
    }

    /** In Java and in order, because a native sum depends on how many threads share it. */
    private static DoubleStatistics[] measure(Tensor column) {
        int channels = Math.toIntExact(channels(column));
        DoubleStatistics.Builder builder =
                DoubleStatistics.builder(Statistic.MIN, Statistic.MAX, Statistic.MEAN, Statistic.STANDARD_DEVIATION);
        builder.setConfiguration(StatisticsConfiguration.withDefaults().withBiased(true));
        DoubleStatistics[] statistics =
                IntStream.range(0, channels).mapToObj(i -> builder.build()).toArray(DoubleStatistics[]::new);
        for (long start = 0; start < column.size(0); start += CHUNK) {
            long end = Math.min(start + CHUNK, column.size(0));
            try (Tensor part = column.narrow(0, start, end - start)) {
                float[] values = TensorData.toFloats(part); // [examples, channels, …]
                int area = values.length / Math.toIntExact(end - start) / channels;
                for (int i = 0; i < values.length; i++) {
                    statistics[i / area % channels].accept(values[i]);
                }
            }
        }
        return statistics;
    }

    /** The second axis of {@code [size, channels, …]}. */
    private static long channels(Tensor column) {
        return column.dim() > 1 ? column.size(1) : 1;
    }
}
