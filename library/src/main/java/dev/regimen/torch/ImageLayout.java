package dev.regimen.torch;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The layout in memory of images that convolutions pass on to each other. It changes the last bits of results. */
public enum ImageLayout {
    /** In blocks of channels, as oneDNN chooses, where there are many images; those of a few have the channels last. */
    BLOCKED("blocked"),
    /** With the numbers of all channels of a pixel side by side. */
    CHANNELS_LAST("channels-last");

    /** The variable of the environment that asks for one of them. */
    static final String VARIABLE = "REGIMEN_LAYOUT";

    private static volatile ImageLayout current;

    private final String title;

    ImageLayout(String title) {
        this.title = title;
    }

    /**
     * That of this process: blocked on an x86-64 processor if libtorch has oneDNN there, and no other is asked for.
     *
     * @throws IllegalArgumentException if what is asked for is none
     */
    public static ImageLayout current() {
        if (current == null) {
            current = asked(variable(), isOneDnnHere());
        }
        return current;
    }

    /**
     * Looks whether what is asked for exists, without loading libtorch.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static void check() {
        asked(variable(), true);
    }

    private static Optional<String> variable() {
        return Optional.ofNullable(System.getenv(VARIABLE));
    }

    /** It is on other processors, too, in some builds, but was never tried there. */
    private static boolean isOneDnnHere() {
        return Loader.getPlatform().endsWith("x86_64") && torch.hasMKLDNN();
    }

    /** @param blocks whether there can be blocks */
    static ImageLayout asked(Optional<String> name, boolean blocks) {
        ImageLayout asked = name.map(ImageLayout::of).orElse(BLOCKED);
        return blocks ? asked : CHANNELS_LAST;
    }

    private static ImageLayout of(String name) {
        return Arrays.stream(values())
                .filter(layout -> layout.title.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        VARIABLE + " is '" + name + "'; expected blocked or channels-last"));
    }

    @Override
    public String toString() {
        return title;
    }
}
