package dev.regimen.learner;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.regimen.data.Field;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** Rows, and what learns from them, in the words of Tribuo. Classes are called by their indices there. */
final class Tribuo {
    /** Held, or its level would be forgotten. It tells how each training goes on, which nobody here asked for. */
    private static final Logger CHATTER = Logger.getLogger("org.tribuo");

    private static final String NUMBER = "number";

    private static final Map<Integer, String[]> NAMES = new ConcurrentHashMap<>();

    static {
        CHATTER.setLevel(Level.SEVERE);
    }

    private Tribuo() {}

    static Fitted classes(Trainer<Label> trainer, Rows rows) {
        return new Kept(trainer.train(dataset(rows, new LabelFactory())), rows.target());
    }

    static Fitted numbers(Trainer<Regressor> trainer, Rows rows) {
        return new Kept(trainer.train(dataset(rows, new RegressionFactory())), rows.target());
    }

    /** @throws IllegalArgumentException if these are not the bytes of a model */
    static Fitted restore(byte[] bytes, Field target) {
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new Kept(Model.deserialize(ModelProto.parseFrom(unpacked)), target);
        } catch (InvalidProtocolBufferException | IllegalStateException e) {
            throw new IllegalArgumentException("these are not the bytes of a learned model: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("a learned model is damaged: " + e.getMessage(), e);
        }
    }

    private static <T extends Output<T>> MutableDataset<T> dataset(Rows rows, OutputFactory<T> factory) {
        MutableDataset<T> dataset = new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
        String[] names = names(rows.columns());
        for (int i = 0; i < rows.inputs().length; i++) {
            double target = rows.targets()[i];
            T output = factory.generateOutput(
                    rows.target().categorical() ? String.valueOf((long) target) : NUMBER + "=" + target);
            dataset.add(new ArrayExample<>(output, names, rows.inputs()[i]));
        }
        return dataset;
    }

    /** In the order of columns also where they are sorted as words; made once, as every example has them. */
    private static String[] names(int columns) {
        return NAMES.computeIfAbsent(columns, count -> IntStream.range(0, count)
                .mapToObj(column -> String.format(Locale.ROOT, "%07d", column))
                .toArray(String[]::new));
    }

    /** A model of Tribuo's, and what it predicts. */
    private record Kept(Model<?> model, Field target) implements Fitted {
        @Override
        public double[] predict(double[] inputs) {
            return predict(model, inputs);
        }

        private <T extends Output<T>> double[] predict(Model<T> typed, double[] inputs) {
            T unknown = typed.getOutputIDInfo().getDomain().iterator().next();
            Example<T> example = new ArrayExample<>(unknown, names(inputs.length), inputs);
            Prediction<T> prediction = typed.predict(example);
            return prediction.getOutput() instanceof Regressor number ? number.getValues() : shares(prediction);
        }

        /** A class that no example to learn from had is impossible to it. */
        private double[] shares(Prediction<?> prediction) {
            double[] shares = new double[target.classes().size()];
            prediction
                    .getOutputScores()
                    .forEach((name, score) -> shares[Integer.parseInt(name)] = ((Label) score).getScore());
            double sum = IntStream.range(0, shares.length)
                    .mapToDouble(i -> shares[i])
                    .sum();
            for (int i = 0; i < shares.length; i++) {
                shares[i] /= sum;
            }
            return shares;
        }

        @Override
        public byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
                model.serialize().writeTo(packed);
            } catch (IOException e) {
                throw new UncheckedIOException("bytes in memory", e);
            }
            return bytes.toByteArray();
        }
    }
}
