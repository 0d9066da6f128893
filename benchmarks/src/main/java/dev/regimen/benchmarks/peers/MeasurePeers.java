package dev.regimen.benchmarks.peers;

import dev.regimen.benchmarks.Measure;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.Works;
import dev.regimen.torch.Engine;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures Regimen beside its peers, in turns, and prints and saves a table. */
@Command(
        name = "benchmarks/peers/run",
        mixinStandardHelpOptions = true,
        description =
                "Measures Regimen beside its peers, in turns, and prints and saves a table; in the end also how much of"
                        + " the processor's arithmetic it uses, and what a second thread gains, if no WORK is named.")
public final class MeasurePeers implements Callable<Integer> {
    @Option(names = "--benchmarks", hidden = true, required = true)
    private Path benchmarks;

    @Option(names = "--quick", description = "Short rounds, and few of them; Python is left out.")
    private boolean quick;

    @Option(names = "--rounds", description = "How many rounds count: 9, and 5 if quick; fewer of long works.")
    private Integer rounds;

    @Option(names = "--beside", split = ",", description = "The peers to measure beside, by name: all of them.")
    private List<String> beside = List.of();

    @Parameters(
            paramLabel = "WORK",
            description = "The works to measure, by name or by what their names begin with: all of them.")
    private List<String> works = List.of();

    @Spec
    private CommandSpec command;

    MeasurePeers() {}

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MeasurePeers()).execute(arguments));
    }

    @Override
    public Integer call() {
        Installed installed = new Installed(benchmarks.toAbsolutePath());
        Rounds often = checked(() -> new Rounds(quick, rounds));
        Results results = new Results(benchmarks.resolve("target/results"));
        Table table = new Table(machine(), Peer.OTHERS.stream().collect(Collectors.toMap(Peer::name, Peer::title)));
        List<Peer> peers = checked(this::peers);
        List<Contest> contests = new ArrayList<>();
        long start = System.nanoTime();
        for (Work work : checked(() -> Works.named(quick, works))) {
            System.err.println("measuring " + work.name() + " ...");
            contests.add(new Session(installed, often.counting(work), often.warmUp(work)).contest(work, peers));
            results.save(table, contests);
        }
        System.out.println(table.of(contests));
        Results kept = complete(installed, contests) ? results.moveTo(benchmarks.resolve("results")) : results;
        if (quick) {
            System.out.println(beside.isEmpty() ? "Left out by --quick: all peers in Python." : "");
        } else if (works.isEmpty()) {
            String within =
                    Measure.table(benchmarks.resolveSibling("."), EnumSet.of(Measure.Part.PEAK, Measure.Part.THREADS));
            kept.add(within);
            System.out.println(within);
        }
        System.err.printf(Locale.ROOT, "measured in %.0f s%n", (System.nanoTime() - start) / 1e9);
        return 0;
    }

    /** A part does not take the place of results of everything. */
    private boolean complete(Installed installed, List<Contest> contests) {
        return !quick
                && rounds == null
                && works.isEmpty()
                && beside.isEmpty()
                && Peer.OTHERS.stream().allMatch(peer -> installed.missing(peer).isEmpty())
                && contests.stream().allMatch(contest -> contest.ours().measured());
    }

    /** What was asked for wrongly is told without a stack trace. */
    private <T> T checked(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private List<Peer> peers() {
        List<String> known = Peer.OTHERS.stream().map(Peer::name).toList();
        beside.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("there is no peer '" + name + "'; expected some of " + known);
        });
        return Peer.OTHERS.stream()
                .filter(peer -> beside.isEmpty() || beside.contains(peer.name()))
                .filter(peer -> !quick || peer.language() != Peer.Language.PYTHON || beside.contains(peer.name()))
                .toList();
    }

    private static String machine() {
        Engine engine = Engine.current();
        return Stream.of(
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        Runtime.getRuntime().availableProcessors() + " x " + engine.processor(),
                        System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .collect(Collectors.joining(", "));
    }
}
