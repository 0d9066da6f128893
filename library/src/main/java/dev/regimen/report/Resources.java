package dev.regimen.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts on the class path, and templates among them. */
final class Resources {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z]+)}}");

    private Resources() {}

    /** @param name beside this class, or from the root if it begins with a slash */
    static String text(String name) {
        try (InputStream stream = Resources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("there is no " + name + " on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces every <code>{{name}}</code> of the template, not those that stand in the parts. */
    static String fill(String template, Map<String, String> parts) {
        return SLOT.matcher(template).replaceAll(slot -> {
            String part = parts.get(slot.group(1));
            if (part == null) {
                throw new IllegalStateException("nothing was given for " + slot.group());
            }
            return Matcher.quoteReplacement(part);
        });
    }
}
