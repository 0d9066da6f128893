package dev.regimen.benchmarks.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regimen.benchmarks.Row;
import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.benchmarks.work.Works;
import dev.regimen.benchmarks.worker.RegimenWorker;
import dev.regimen.benchmarks.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of Regimen's works goes: in which code the processor is, as {@code perf} sees it, and what of its
 * steps the program is at, as the stacks of its threads say. Each work has a process of its own, which warms up, does
 * the work for one and then does it again for the other.
 */
public final class ProfileWork {
    /** Most of those that targets are about. */
    private static final List<String> WORKS =
            List.of("cnn-32", "cnn-128", "lstm", "mlp", "cnns-5", "mlps-16", "mlps-100", "latency-mlp", "digit-sum");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SECONDS = 10;

    private ProfileWork() {}

    /** Profiles all works, each in a new process; a few minutes. */
    public static List<Row> all(Path benchmarks) {
        List<Row> rows = new ArrayList<>();
        for (Work work : Works.named(false, WORKS)) {
            WorkFolder folder = WorkFolder.write(benchmarks.resolve("target/works"), work);
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx1g",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ProfileWork.class.getName(),
                    folder.path().toString());
            Commands.run(command, line -> rows.add(read(line)));
        }
        return rows;
    }

    private static Row read(String line) {
        try {
            return JSON.readValue(line, Row.class);
        } catch (IOException e) {
            throw new IllegalStateException("a profile said: " + line, e);
        }
    }

    /** @param arguments the folder of a work; prints its rows as JSON */
    public static void main(String[] arguments) throws IOException {
        for (Row row : rows(new WorkFolder(Path.of(arguments[0])), SECONDS)) {
            System.out.println(JSON.writeValueAsString(row));
        }
    }

    /** @param seconds how long to warm up and to look at least */
    static List<Row> rows(WorkFolder folder, double seconds) {
        List<Row> rows = new ArrayList<>();
        Work work = folder.work();
        try (Worker worker = RegimenWorker.worker(folder)) {
            Rounds warm = Rounds.of(worker, 0, seconds);
            rows.add(byCode(work, worker, warm.next(), seconds));
            if (work.kind() != Kind.PREDICT) { // all of that is forward
                try (Stacks stacks = new Stacks()) {
                    Rounds looked = Rounds.of(worker, warm.next(), seconds);
                    rows.add(row("by part, " + work.title(), stacks.seen(), looked));
                }
            }
        }
        return rows;
    }

    private static Row byCode(Work work, Worker worker, long first, double seconds) {
        String what = (Perf.seesSystem() ? "by code, " : "by code but the system's, ") + work.title();
        if (!Perf.isInstalled()) {
            return new Row(what, "not measured: there is no perf", "", "");
        }
        Rounds looked = null;
        try (Perf perf = Perf.start()) {
            looked = Rounds.of(worker, first, seconds);
            return row(what, perf.seen(), looked);
        } catch (IllegalStateException e) {
            if (looked == null) {
                throw e; // it is not about looking
            }
            return new Row(what, "not measured: " + e.getMessage(), "", "");
        }
    }

    private static Row row(String what, Shares<?> seen, Rounds looked) {
        return new Row(
                what,
                seen.toString(),
                "",
                Row.text("%.2f s a round, %,d times looked", looked.seconds() / looked.count(), seen.all()));
    }

    /**
     * What was done.
     *
     * @param next the seed after the last
     * @param count how many rounds
     * @param seconds of all of them
     */
    private record Rounds(long next, int count, double seconds) {
        /** One at least, and until so many seconds have passed. */
        static Rounds of(Worker worker, long first, double least) {
            Rounds done = new Rounds(first, 0, 0);
            while (done.count == 0 || done.seconds < least) {
                done = new Rounds(
                        done.next + 1,
                        done.count + 1,
                        done.seconds + worker.round(done.next).seconds());
            }
            return done;
        }
    }
}
