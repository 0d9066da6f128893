package dev.regimen.config;

/** Something is wrong with what a person wrote; the message says where, what was found and what was expected. */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String path;
    private final String problem;

    /**
     * @param place the file, line and column
     * @param path the keys that lead to the setting, as {@code modules.reader.net.kernel-size}; empty for the whole
     *     file
     * @param problem a sentence
     */
    public ConfigException(Place place, String path, String problem) {
        super(place + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
        this.place = place;
        this.path = path;
        this.problem = problem;
    }

    /** Where it was written; null in a copy that was serialised. */
    public Place place() {
        return place;
    }

    /** The keys that lead to the setting; empty for the whole file. */
    public String path() {
        return path;
    }

    /** What was found and what was expected, without where. */
    public String problem() {
        return problem;
    }
}
