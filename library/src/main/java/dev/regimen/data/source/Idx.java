package dev.regimen.data.source;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorBytes;
import dev.regimen.torch.TensorData;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Images and their classes in IDX files, as MNIST (LeCun et al. 1998), Fashion-MNIST and others have them, plain or
 * compressed with gzip. Gives {@link #IMAGE} {@code [1, height, width]} from 0 to 1 and {@link #LABEL}.
 *
 * @param folder where the files are; the experiment's own folder unless given
 * @param images the file of images, without {@code .gz}; when it is not given, all four files are those of MNIST
 * @param labels the file of their classes
 * @param testImages a file of images that are only for the test; none unless given
 * @param testLabels the file of their classes
 * @param classes the names of the classes from 0; their numbers unless given
 */
public record Idx(
        String folder,
        String images,
        String labels,
        Optional<String> testImages,
        Optional<String> testLabels,
        List<String> classes)
        implements DataSource {
    private static final float WHITE = 255;

    /** @throws IllegalArgumentException if only some of the files that belong together are named */
    public Idx {
        folder = folder == null ? "." : folder;
        testImages = testImages == null ? Optional.empty() : testImages;
        testLabels = testLabels == null ? Optional.empty() : testLabels;
        if (images == null && labels == null && testImages.isEmpty() && testLabels.isEmpty()) {
            images = "train-images-idx3-ubyte";
            labels = "train-labels-idx1-ubyte";
            testImages = Optional.of("t10k-images-idx3-ubyte");
            testLabels = Optional.of("t10k-labels-idx1-ubyte");
        }
        if (images == null || labels == null || testImages.isPresent() != testLabels.isPresent()) {
            throw new IllegalArgumentException("idx has images: " + images + ", labels: " + labels + ", test-images: "
                    + testImages.orElse(null) + ", test-labels: " + testLabels.orElse(null)
                    + ", expected none of them, the first two, or all four");
        }
        classes = classes == null ? List.of() : List.copyOf(classes);
    }

    /** The four files of MNIST in a folder. */
    public static Idx of(String folder) {
        return new Idx(folder, null, null, null, null, null);
    }

    @Override
    public SourceData load(Path base) {
        Path files = base.resolve(folder).normalize();
        InputFile labelFile = InputFile.find(files, labels);
        TensorBytes labelBytes = IdxReader.read(labelFile, 1);
        Field label = Field.classes(Shape.of(), names(labelBytes));
        Dataset examples = pair(InputFile.find(files, images), labelFile, labelBytes, label);
        Optional<Dataset> test = testLabels.map(name -> {
            InputFile testFile = InputFile.find(files, name);
            return pair(InputFile.find(files, testImages.orElseThrow()), testFile, IdxReader.read(testFile, 1), label);
        });
        return new SourceData(
                examples, test, InputReader.ofImages(examples.fields().get(IMAGE)));
    }

    private List<String> names(TensorBytes labelBytes) {
        if (!classes.isEmpty()) {
            return classes;
        }
        ByteBuffer values = labelBytes.data().duplicate();
        int largest = 0;
        while (values.hasRemaining()) {
            largest = Math.max(largest, Byte.toUnsignedInt(values.get()));
        }
        return Field.classes(Shape.of(), largest + 1).classes();
    }

    private static Dataset pair(InputFile imageFile, InputFile labelFile, TensorBytes labelBytes, Field label) {
        TensorBytes pixels = IdxReader.read(imageFile, 3);
        List<Long> sizes = pixels.shape();
        if (!sizes.get(0).equals(labelBytes.shape().get(0))) {
            throw imageFile.error("it has " + sizes.get(0) + " images, but " + labelFile.path() + " has "
                    + labelBytes.shape().get(0) + " labels; expected as many");
        }
        long[] labels = labels(labelFile, labelBytes, label);
        return new Dataset(
                Map.of(IMAGE, Field.real(Shape.of(1, sizes.get(1), sizes.get(2))), LABEL, label),
                Map.of(IMAGE, image(pixels), LABEL, TensorData.longs(labels, labels.length)));
    }

    private static long[] labels(InputFile file, TensorBytes bytes, Field label) {
        ByteBuffer values = bytes.data().duplicate();
        long[] labels = new long[values.remaining()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Byte.toUnsignedInt(values.get());
            if (labels[i] >= label.classes().size()) {
                throw file.error("label " + (i + 1) + " is " + labels[i] + ", expected a class from 0 to "
                        + (label.classes().size() - 1));
            }
        }
        return labels;
    }

    /** {@code [size, height, width]} of bytes to {@code [size, 1, height, width]} from 0 to 1. */
    private static Tensor image(TensorBytes pixels) {
        try (Tensor bytes = pixels.toTensor();
                Tensor numbers = bytes.to(ScalarType.Float);
                Scalar white = new Scalar(WHITE)) {
            numbers.div_(white);
            return numbers.unsqueeze(1);
        }
    }
}
