package dev.regimen.model.net;

/** What a convolution sees beyond the edge of an image. */
public enum Padding {
    /** Zeros, so many that the image keeps its size. */
    SAME,
    /** Nothing, so that the image loses the kernel's size less one. */
    NONE;

    long of(int kernelSize) {
        return this == SAME ? kernelSize / 2 : 0;
    }
}
