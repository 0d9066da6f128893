package dev.regimen.run;

/**
 * A folder or a file in it cannot be used as what it was given for: it is not a run's, of another version, damaged, in
 * use, or would be overwritten. The message says which, what was found and what to do.
 */
public final class RunFolderException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public RunFolderException(String message) {
        super(message);
    }

    public RunFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
