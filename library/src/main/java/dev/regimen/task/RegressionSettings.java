package dev.regimen.task;

import dev.regimen.data.Normalisation;
import dev.regimen.data.Normaliser;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The settings of plain regression: {@code features} {@code [columns]} and the number {@code value} {@code []}.
 *
 * @param source rows with a value
 * @param normalisation of the inputs; unless given, what is usual for the source
 * @param valueNormalisation of the value; none unless given. Predictions and errors are then in its units
 * @param split how the data are divided
 * @param splitSeed fixes how the data are divided; 0 unless given
 */
public record RegressionSettings(
        DataSource source,
        Normalisation normalisation,
        Normalisation valueNormalisation,
        SplitFractions split,
        Long splitSeed)
        implements ExamplesSettings {
    /** @throws IllegalArgumentException if there is no source */
    public RegressionSettings {
        if (source == null) {
            throw new IllegalArgumentException("regression needs 'source', where its data come from");
        }
        normalisation = normalisation == null ? source.usualNormalisation() : normalisation;
        valueNormalisation = valueNormalisation == null ? Normalisation.NONE : valueNormalisation;
        split = split == null ? SplitFractions.standard() : split;
        splitSeed = splitSeed == null ? 0 : splitSeed;
    }

    /** A source with the defaults. */
    public static RegressionSettings of(DataSource source) {
        return new RegressionSettings(source, null, null, null, null);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        try (SourceData data = source.load(folder)) {
            data.require(DataSource.VALUE, "regression needs a number", "a csv source names its column by 'value'");
            PreparedData prepared = PreparedData.of(data, normalisation, split, otherSplitSeed.orElse(splitSeed));
            prepared.parts()
                    .normalise(
                            Normaliser.fit(valueNormalisation, prepared.parts().training(), List.of(DataSource.VALUE)));
            return new DatasetExamples(prepared);
        }
    }
}
