package dev.regimen.run;

import dev.regimen.torch.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What computed, and when: one start of a run, from its beginning to its end.
 *
 * @param regimen the version of Regimen
 * @param commit of its sources, with {@code -dirty} after it where they were changed; {@code unknown} if it was built
 *     outside a repository
 * @param java the version and maker of the Java runtime
 * @param system the operating system and its version
 * @param engine libtorch and what it computes with
 * @param cores how many processors the Java runtime had
 * @param workers how many trainings ran side by side; does not change results
 * @param command the command line
 * @param started as {@code 2031-05-17T12:00:00Z}
 * @param finished null while it runs, or if it was killed
 */
public record Provenance(
        String regimen,
        String commit,
        String java,
        String system,
        Engine engine,
        int cores,
        int workers,
        String command,
        String started,
        String finished) {
    /** This process, now. */
    public static Provenance starting(String command, int workers) {
        Build build = Build.CURRENT;
        return new Provenance(
                build.version(),
                build.commit(),
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Engine.current(),
                Runtime.getRuntime().availableProcessors(),
                workers,
                command,
                now(),
                null);
    }

    /** The same, ending now. */
    public Provenance ending() {
        return new Provenance(regimen, commit, java, system, engine, cores, workers, command, started, now());
    }

    /** From its start to its end, which it has. */
    public Duration took() {
        return Duration.between(Instant.parse(started), Instant.parse(finished));
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
