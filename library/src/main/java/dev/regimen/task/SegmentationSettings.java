package dev.regimen.task;

import dev.regimen.data.Normalisation;
import dev.regimen.data.SplitFractions;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.SourceData;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The settings of segmentation: {@code image} {@code [channels, height, width]}, and the class of every pixel,
 * {@code mask} {@code [height, width]}.
 *
 * @param source images with masks
 * @param normalisation of the images; unless given, what is usual for the source
 * @param split how the data are divided
 * @param splitSeed fixes how the data are divided; 0 unless given
 */
public record SegmentationSettings(DataSource source, Normalisation normalisation, SplitFractions split, Long splitSeed)
        implements ExamplesSettings {
    /** @throws IllegalArgumentException if there is no source */
    public SegmentationSettings {
        if (source == null) {
            throw new IllegalArgumentException("segmentation needs 'source', where its images and masks come from");
        }
        normalisation = normalisation == null ? source.usualNormalisation() : normalisation;
        split = split == null ? SplitFractions.standard() : split;
        splitSeed = splitSeed == null ? 0 : splitSeed;
    }

    @Override
    public Examples open(Path folder, OptionalLong otherSplitSeed) {
        try (SourceData data = source.load(folder)) {
            data.require(DataSource.MASK, "segmentation needs a class for every pixel", "image-masks has them");
            return new DatasetExamples(PreparedData.of(data, normalisation, split, otherSplitSeed.orElse(splitSeed)));
        }
    }
}
