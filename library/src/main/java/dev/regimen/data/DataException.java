package dev.regimen.data;

/**
 * Data that cannot be read, or not in the way that was asked for. The message says where, what was found and what was
 * expected, in words for the person who has the data.
 */
public final class DataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
