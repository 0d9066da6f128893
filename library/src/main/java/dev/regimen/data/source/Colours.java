package dev.regimen.data.source;

/** What of an image's colours is kept. */
public enum Colours {
    /** Brightness only, one channel: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601). */
    GREY(1),
    /** Red, green and blue, three channels. */
    RGB(3);

    private final int channels;

    Colours(int channels) {
        this.channels = channels;
    }

    /** How many channels an image has then. */
    public int channels() {
        return channels;
    }
}
