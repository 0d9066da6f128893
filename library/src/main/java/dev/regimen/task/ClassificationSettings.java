package dev.regimen.task;

import dev.regimen.data.Normalisation;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The settings of plain classification: {@code image} {@code [channels, height, width]} or {@code features}
 * {@code [columns]}, and the class {@code label} {@code []}.
 *
 * @param source classified images or rows; the embedded digits unless given
 * @param normalisation of the inputs; unless given, what is usual for the source
 * @param split how the data are divided
 * @param splitSeed fixes how the data are divided; 0 unless given
 * @param leftOut names of classes that the examples are without; those of these classes are outliers, on which it is
 *     measured whether a predictor knows what it does not know (see {@link OutlierDetection}); none unless given
 * @param outliers another source whose examples are outliers; none unless given
 */
public record ClassificationSettings(
        DataSource source,
        Normalisation normalisation,
        SplitFractions split,
        Long splitSeed,
        List<String> leftOut,
        DataSource outliers)
        implements ExamplesSettings {
    public ClassificationSettings {
        source = source == null ? new EmbeddedDigits() : source;
        normalisation = normalisation == null ? source.usualNormalisation() : normalisation;
        split = split == null ? SplitFractions.standard() : split;
        splitSeed = splitSeed == null ? 0 : splitSeed;
        leftOut = leftOut == null ? null : List.copyOf(leftOut);
        if (leftOut != null && outliers != null) {
            throw new IllegalArgumentException(
                    "left-out and outliers exclude each other: outliers are of classes that are left out, or of another"
                            + " source");
        }
    }

    /** Without outliers. */
    public ClassificationSettings(
            DataSource source, Normalisation normalisation, SplitFractions split, Long splitSeed) {
        this(source, normalisation, split, splitSeed, null, null);
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
            long seed = otherSplitSeed.orElse(splitSeed);
            return leftOut == null ? familiar(data, folder, seed) : withLeftOut(data, seed);
        }
    }

    private Examples familiar(SourceData data, Path folder, long seed) {
        PreparedData prepared = PreparedData.of(data, normalisation, split, seed);
        if (outliers == null) {
            return new DatasetExamples(prepared);
        }
        try (SourceData other = outliers.load(folder)) {
            return new DatasetExamples(prepared, Optional.of(LeftOut.of(other, data.examples())));
        } catch (RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private Examples withLeftOut(SourceData data, long seed) {
        LeftOut parts = LeftOut.of(data, leftOut);
        try (SourceData rest = parts.rest()) {
            return new DatasetExamples(PreparedData.of(rest, normalisation, split, seed), Optional.of(parts.aside()));
        } catch (RuntimeException e) {
            parts.aside().close();
            throw e;
        }
    }
}
