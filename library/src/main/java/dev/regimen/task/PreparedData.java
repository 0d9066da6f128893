package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Normalisation;
import dev.regimen.data.Normaliser;
import dev.regimen.data.Parts;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.InputReader;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Data that are divided and normalised. Closing it closes the parts.
 *
 * @param reader reads new inputs
 * @param normaliser what was done to the inputs of the parts
 */
record PreparedData(Parts parts, InputReader reader, Normaliser normaliser) implements AutoCloseable {
    /**
     * Divides a source's data and normalises their inputs.
     *
     * @param data copied; the caller closes it
     * @param splitSeed fixes how the data are divided
     * @throws dev.regimen.data.DataException if they are too few
     */
    static PreparedData of(SourceData data, Normalisation normalisation, SplitFractions split, long splitSeed) {
        Parts parts = data.split(split, splitSeed);
        Map<String, Field> fields = parts.training().fields();
        List<String> inputs = fields.keySet().stream()
                .filter(name -> !fields.get(name).categorical() && !name.equals(DataSource.VALUE))
                .toList();
        Normaliser normaliser = Normaliser.fit(normalisation, parts.training(), inputs);
        parts.normalise(normaliser);
        return new PreparedData(parts, data.reader(), normaliser);
    }

    /** New inputs, normalised as the parts are; the caller closes it. */
    Dataset read(List<Path> files) {
        Dataset inputs = reader.read(files);
        normaliser.apply(inputs);
        return inputs;
    }

    @Override
    public void close() {
        parts.close();
    }
}
