package dev.regimen.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built, from a resource that the build fills in.
 *
 * @param version of Regimen
 * @param commit of the sources, or {@code unknown}
 */
public record Build(String version, String commit) {
    /** This Regimen. */
    public static final Build CURRENT = read();

    private static final String RESOURCE = "build.properties";

    private static Build read() {
        Properties properties = new Properties();
        try (InputStream stream = Build.class.getResourceAsStream(RESOURCE)) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(filled(properties, "version"), filled(properties, "commit") + dirt(properties));
    }

    private static String dirt(Properties properties) {
        return Boolean.parseBoolean(properties.getProperty("dirty")) ? "-dirty" : "";
    }

    /** Outside a repository the build leaves its placeholder as it is. */
    private static String filled(Properties properties, String key) {
        String value = properties.getProperty(key);
        return value.startsWith("${") ? "unknown" : value;
    }
}
