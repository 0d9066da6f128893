package dev.regimen.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Where results are kept: the table, and every round of every side as JSON. */
record Results(Path folder) {
    private static final String NAME = "peers";

    /** Takes what was saved to where results are given away from; these results are there then. */
    Results moveTo(Path other) {
        try {
            Files.createDirectories(other);
            for (String file : List.of(NAME + ".md", NAME + ".json")) {
                Files.move(folder.resolve(file), other.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            return new Results(other);
        } catch (IOException e) {
            throw new UncheckedIOException("the results cannot be moved to " + other, e);
        }
    }

    /** Puts another table below the one that was saved. */
    void add(String table) {
        try {
            Files.writeString(folder.resolve(NAME + ".md"), "\n" + table + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the results cannot be written to " + folder, e);
        }
    }

    /** Writes anew what there is so far. */
    void save(Table table, List<Contest> contests) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(NAME + ".md"), table.of(contests));
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(
                            folder.resolve(NAME + ".json").toFile(),
                            Map.of("machine", table.machine(), "contests", contests));
        } catch (IOException e) {
            throw new UncheckedIOException("the results cannot be written to " + folder, e);
        }
    }
}
