package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Names;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * A folder with a folder for every class, which has the PNG or JPEG images of that class: {@code image}
 * {@code [channels, height, width]} from 0 to 1, and {@code label}. The classes are in the alphabetical order of their
 * folders. Hidden files, and files beside the class folders, are left out.
 *
 * @param folder the folder of class folders
 * @param testFolder another one, of images that are only for the test; none unless given
 * @param colours grey (one channel) or rgb (three); rgb unless given
 * @param size {@code [height, width]} that every image is scaled to; without it all must have one size
 */
public record ImageFolder(String folder, Optional<String> testFolder, Colours colours, List<Integer> size)
        implements DataSource {
    /** @throws IllegalArgumentException if the folder is not named or the size is not one */
    public ImageFolder {
        if (folder == null || folder.isBlank()) {
            throw new IllegalArgumentException("image-folder needs 'folder', a folder with a folder for every class");
        }
        testFolder = testFolder == null ? Optional.empty() : testFolder;
        colours = colours == null ? Colours.RGB : colours;
        size = size == null ? List.of() : List.copyOf(size);
        if (!size.isEmpty() && (size.size() != 2 || size.stream().anyMatch(length -> length < 1))) {
            throw new IllegalArgumentException(
                    "'size' of image-folder is " + size + ", expected [height, width], two whole numbers from 1");
        }
    }

    @Override
    public SourceData load(Path base) {
        Path root = base.resolve(folder).normalize();
        List<String> classes = classes(root);
        if (classes.size() < 2) {
            throw new DataException(root + " has the class folders " + classes + ", expected at least two");
        }
        ImageFormat format = new ImageFormat(colours, size);
        Dataset examples = read(root, classes, classes, format);
        Optional<Dataset> test = testFolder
                .map(name -> base.resolve(name).normalize())
                .map(testRoot -> read(testRoot, classes(testRoot), classes, format));
        return new SourceData(
                examples, test, InputReader.ofImages(examples.fields().get(IMAGE)));
    }

    private static Dataset read(Path root, List<String> folders, List<String> classes, ImageFormat format) {
        List<Path> files = new ArrayList<>();
        List<Long> labels = new ArrayList<>();
        for (String name : folders) {
            if (!classes.contains(name)) {
                throw new DataException(root + ": " + Names.unknown("class folder", name, classes));
            }
            List<Path> images = files(root.resolve(name));
            if (images.isEmpty()) {
                throw new DataException(root.resolve(name) + " is a class folder without images");
            }
            files.addAll(images);
            images.forEach(image -> labels.add((long) classes.indexOf(name)));
        }
        try (Dataset images = format.read(files)) {
            Tensor image = images.column(IMAGE).alias();
            long[] label = labels.stream().mapToLong(Long::longValue).toArray();
            return new Dataset(
                    Map.of(IMAGE, images.fields().get(IMAGE), LABEL, Field.classes(Shape.of(), classes)),
                    Map.of(IMAGE, image, LABEL, TensorData.longs(label, label.length)));
        }
    }

    private static List<String> classes(Path root) {
        if (!Files.isDirectory(root)) {
            throw InputFile.missing("folder", root);
        }
        return children(root, Files::isDirectory).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    /**
     * The files of a folder that are not hidden, in alphabetical order.
     *
     * @throws DataException if there is no such folder
     */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InputFile.missing("folder", folder);
        }
        return children(folder, Files::isRegularFile);
    }

    /** In alphabetical order, which file systems do not keep. */
    private static List<Path> children(Path folder, Predicate<Path> kind) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(kind)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InputFile(folder).error(e);
        }
    }
}
