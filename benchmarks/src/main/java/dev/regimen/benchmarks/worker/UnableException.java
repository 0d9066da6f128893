package dev.regimen.benchmarks.worker;

/** A work that somebody cannot do; the message says why. Its own class, so that no mistake is taken for it. */
final class UnableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnableException(String reason) {
        super(reason);
    }
}
