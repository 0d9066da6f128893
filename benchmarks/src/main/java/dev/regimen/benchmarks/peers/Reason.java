package dev.regimen.benchmarks.peers;

import java.util.regex.Pattern;

/** Why somebody was not measured, as it can stand in a table that is given away. */
final class Reason {
    /** A path from the root, and its last name; what follows a colon or a slash is part of an address. */
    private static final Pattern PATH = Pattern.compile("(?<![\\w.:/])/(?:[^\\s/:'\"]+/)+([^\\s/:'\"]*)");

    private Reason() {}

    /** Of what went wrong. */
    static String of(Exception failure) {
        return of(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** The first line, with files' names in the place of their paths. */
    static String of(String message) {
        return PATH.matcher(message.lines().findFirst().orElse("no reason was given"))
                .replaceAll("$1")
                .strip();
    }
}
