package dev.regimen.benchmarks;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs JMH benchmarks with the settings that stand at them.
 *
 * @param log where JMH writes what it does
 */
record Harness(Path log) {
    /**
     * The scores of all methods of a class, by {@code method/parameter}.
     *
     * @throws IllegalStateException if a benchmark fails; the log says why
     */
    Map<String, Result<?>> run(Class<?> benchmark, String parameter) {
        OptionsBuilder options = new OptionsBuilder();
        options.include(benchmark.getName() + "\\.").output(log.toString()).shouldFailOnError(true);
        try {
            Map<String, Result<?>> scores = new TreeMap<>();
            for (RunResult result : new Runner(options.build()).run()) {
                String method = result.getPrimaryResult().getLabel();
                scores.put(method + "/" + result.getParams().getParam(parameter), result.getPrimaryResult());
            }
            return scores;
        } catch (RunnerException e) {
            throw new IllegalStateException(benchmark.getSimpleName() + " failed, see " + log, e);
        }
    }
}
