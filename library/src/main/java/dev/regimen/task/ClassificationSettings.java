package dev.regimen.task;

import dev.regimen.data.Normalisation;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The settings of plain classification: {@code image} {@code [channels, height, width]} or {@code features}
 * {@code [columns]}, and the class {@code label} {@code []}.
 *
 * @param source classified images or rows; the embedded digits unless given
 * @param normalisation of the inputs; unless given, what is usual for the source
 * @param split how the data are divided
 * @param splitSeed fixes how the data are divided; 0 unless given
 */
public record ClassificationSettings(
        DataSource source, Normalisation normalisation, SplitFractions split, Long splitSeed)
        implements ExamplesSettings {
    public ClassificationSettings {
        source = source == null ? new EmbeddedDigits() : source;
        normalisation = normalisation == null ? source.usualNormalisation() : normalisation;
        split = split == null ? SplitFractions.standard() : split;
        splitSeed = splitSeed == null ? 0 : splitSeed;
    }

    /** A source with the defaults. */
    public static ClassificationSettings of(DataSource source) {
        return new ClassificationSettings(source, null, null, null);
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        try (SourceData data = source.load(folder)) {
            data.require(
                    DataSource.LABEL, "classification needs classes", "a csv source names their column by 'label'");
            return new DatasetExamples(PreparedData.of(data, normalisation, split, otherSplitSeed.orElse(splitSeed)));
        }
    }
}
