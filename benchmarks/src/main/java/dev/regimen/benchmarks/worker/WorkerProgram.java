package dev.regimen.benchmarks.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regimen.benchmarks.work.WorkFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/**
 * What a program that does works says: a line of JSON when it is ready, and one for each seed that it reads. The
 * programs of the peers do the same.
 *
 * @param name of who works, with versions
 */
record WorkerProgram(String name) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Works until there is nothing more to read.
     *
     * @param maker throws {@link UnableException}, saying why, for what cannot be done
     */
    void serve(WorkFolder folder, Function<WorkFolder, Worker> maker, InputStream seeds, PrintStream answers)
            throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(seeds, StandardCharsets.UTF_8));
        try (Worker worker = maker.apply(folder)) {
            answer(
                    answers,
                    Map.of(
                            "peer",
                            name,
                            "on",
                            "Java " + Runtime.version().feature(),
                            "parameters",
                            worker.parameters()));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(answers, worker.round(Long.parseLong(line.strip())));
            }
        } catch (UnableException e) {
            answer(answers, Map.of("unable", String.valueOf(e.getMessage())));
        }
    }

    private static void answer(PrintStream answers, Object what) throws IOException {
        answers.println(JSON.writeValueAsString(what));
        answers.flush();
    }
}
