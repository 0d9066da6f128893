package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regimen.run.Safetensors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in processes of its own, which are killed without a warning. */
class KilledRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> OF_THIS_TIME =
            Set.of("seconds", "cpuSeconds", "secondsToTarget", "latency", "provenance", "otherEngines");
    private static final String EXPERIMENT = """
            name: killed
            data: {type: digit-sum, modulus: 10, test-size: 50, validation-size: 50}
            modules:
              reader:
                reads: image
                each: digits
                net: {type: mlp, hidden: [32], dropout: 0.2, outputs: 10}
                objective: {type: cross-entropy, target: digit}
              adder: {reads: reader, net: {type: mlp, hidden: [32], outputs: 10}}
            objective: {type: cross-entropy, target: sum}
            regimens:
              joint: {type: end-to-end}
              voted: {type: ensemble, members: 2, member: {type: step-by-step}, combiner: majority-vote}
            budget: {examples: 24000}
            batch-size: 64
            seeds: 2
            checkpoint-every: 0.05
            """;

    @TempDir
    private Path folder;

    /** Killed in the middle of a phase, and again when some of the trainings are done. */
    @Test
    void aRunThatIsKilledTwiceFindsWhatAnUninterruptedOneFinds() throws Exception {
        Path experiment = Files.writeString(folder.resolve("killed.yaml"), EXPERIMENT);
        Path whole = folder.resolve("whole");
        finish("compare", experiment.toString(), "--out", whole.toString());

        Path run = folder.resolve("run");
        kill(run, this::isInTheMiddleOfAPhase, "compare", experiment.toString(), "--out", run.toString());
        kill(run, path -> results(path).size() >= 2, "resume", run.toString());
        finish("resume", run.toString());

        assertThat(comparable(run)).isEqualTo(comparable(whole));
        assertThat(states(run)).hasSize(6).isEqualTo(states(whole));
        for (Path state : states(run)) {
            assertThat(Safetensors.read(run.resolve(state)).tensors())
                    .as(state.toString())
                    .isEqualTo(Safetensors.read(whole.resolve(state)).tensors());
        }
        assertThat(Files.readString(run.resolve("events.jsonl"))
                        .lines()
                        .filter(line -> line.contains("\"phase-started\"")))
                .as("a phase went on where a checkpoint was")
                .anyMatch(line -> !line.contains("\"spent\":{\"examples\":0,"));
    }

    /** What is looked for in the folder of a run that goes on meanwhile. */
    private interface Moment {
        boolean hasCome(Path run) throws IOException;
    }

    /** Starts the program and kills it at that moment, before it has finished. */
    private void kill(Path run, Moment moment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!moment.hasCome(run)) {
                assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
                assertThat(System.nanoTime()).as(Files.readString(output)).isLessThan(deadline);
                Thread.sleep(5);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isNotZero();
        assertThat(run.resolve("results.json")).doesNotExist();
    }

    private static void finish(String... arguments) {
        StringWriter err = new StringWriter();
        assertThat(Main.run(arguments, new PrintWriter(new StringWriter()), new PrintWriter(err)))
                .as(err.toString())
                .isZero();
    }

    private boolean isInTheMiddleOfAPhase(Path run) throws IOException {
        for (Path state : states(run)) {
            String text = Files.readString(run.resolve(state), StandardCharsets.ISO_8859_1);
            if (text.contains("\\\"current\\\":{")) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> results(Path run) {
        return there(run, "result.json", "joint/seed-1", "joint/seed-2", "voted/seed-1", "voted/seed-2");
    }

    private static List<Path> states(Path run) {
        return there(
                run,
                "state.safetensors",
                "joint/seed-1",
                "joint/seed-2",
                "voted/seed-1/member-1",
                "voted/seed-1/member-2",
                "voted/seed-2/member-1",
                "voted/seed-2/member-2");
    }

    /** The files of this name that are there, as seen from the run's folder. */
    private static List<Path> there(Path run, String name, String... trainings) {
        return Stream.of(trainings)
                .map(training -> Path.of("contenders", training, name))
                .filter(file -> Files.exists(run.resolve(file)))
                .toList();
    }

    /** The results without what is another time or another process. */
    private static JsonNode comparable(Path run) throws IOException {
        JsonNode results =
                new ObjectMapper().readTree(run.resolve("results.json").toFile());
        assertThat(results.at("/contenders/1/seeds/1/metrics/test/accuracy").isDouble())
                .isTrue();
        strip(results);
        return results;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THIS_TIME);
        }
        node.forEach(KilledRunTest::strip);
    }
}
