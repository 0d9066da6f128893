package dev.regimen.config;

/**
 * Where something was written.
 *
 * @param source a file, or an option of the command line
 * @param line from 1; 0 if the source has no lines
 * @param column from 1; 0 if the source has no lines
 */
public record Place(String source, int line, int column) {
    /** The source as a whole. */
    public static Place in(String source) {
        return new Place(source, 0, 0);
    }

    /** As {@code digit-sum.yaml:12:7}, which editors and terminals can jump to. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
