package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kBilinear;

/**
 * How image files become tensors.
 *
 * @param colours what of the colours is kept
 * @param size {@code [height, width]} that every image is scaled to; empty when all have one size, which is kept
 */
record ImageFormat(Colours colours, List<Integer> size) {
    /** The format that gives images such as these. */
    static ImageFormat like(Field image) {
        List<Long> sizes = image.shape().sizes();
        return new ImageFormat(
                sizes.get(0) == Colours.RGB.channels() ? Colours.RGB : Colours.GREY,
                List.of(Math.toIntExact(sizes.get(1)), Math.toIntExact(sizes.get(2))));
    }

    /**
     * Reads image files into the field {@code image}; the caller closes it.
     *
     * @throws DataException if there are none, a file is not an image, or sizes differ and are not to be changed
     */
    Dataset read(List<Path> files) {
        Tensor images = stack(files);
        long[] shape = images.shape();
        return new Dataset(
                Map.of(DataSource.IMAGE, Field.real(Shape.of(shape[1], shape[2], shape[3]))),
                Map.of(DataSource.IMAGE, images));
    }

    /** {@code [files, channels, height, width]}; owned by the caller. */
    private Tensor stack(List<Path> files) {
        if (files.isEmpty()) {
            throw new DataException("there are no images to read");
        }
        List<Tensor> images = new ArrayList<>();
        Pixels first = null;
        for (Path file : files) {
            Pixels pixels = Pixels.read(file, colours);
            first = first == null ? pixels : first;
            if (size.isEmpty() && !pixels.size().equals(first.size())) {
                throw new DataException(file + ": it has " + pixels.size() + " pixels (height x width), but "
                        + files.get(0) + " has " + first.size()
                        + "; expected one size, or the setting size: [height, width], to which all are scaled");
            }
            images.add(scaled(pixels));
        }
        try (TensorVector vector = new TensorVector(images.toArray(Tensor[]::new))) {
            return torch.stack(vector);
        } finally {
            images.forEach(Tensor::close);
        }
    }

    /** {@code [channels, height, width]}; owned by the caller. */
    private Tensor scaled(Pixels pixels) {
        Tensor image = TensorData.floats(pixels.values(), colours.channels(), pixels.height(), pixels.width());
        if (size.isEmpty() || size.equals(List.of(pixels.height(), pixels.width()))) {
            return image;
        }
        try (PointerScope scope = new PointerScope()) {
            scope.attach(image);
            InterpolateFuncOptions options = new InterpolateFuncOptions();
            options.size().put(new LongVector((long) size.get(0), (long) size.get(1)));
            options.mode().put(new kBilinear());
            options.align_corners().put(false);
            options.antialias().put(true);
            Tensor result = torch.interpolate(image.unsqueeze(0), options).squeeze(0);
            result.retainReference();
            return result;
        }
    }
}
