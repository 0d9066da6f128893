package dev.regimen.benchmarks.peers;

import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.Works;
import dev.regimen.torch.Engine;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures Regimen beside its peers, in turns, and prints and saves a table. */
@Command(
        name = "benchmarks/peers/run",
        mixinStandardHelpOptions = true,
        description = "Measures Regimen beside its peers, in turns, and prints and saves a table.")
public final class MeasurePeers implements Callable<Integer> {
    @Option(names = "--benchmarks", hidden = true, required = true)
    private Path benchmarks;

    @Option(names = "--quick", description = "Short rounds, and few of them; Python is left out.")
    private boolean quick;

    @Option(names = "--rounds", description = "How many rounds count: 15, or 5 if quick, or 3 of long works.")
    private Integer rounds;

    @Option(names = "--beside", split = ",", description = "The peers to measure beside, by name: all of them.")
    private List<String> beside = List.of();

    @Parameters(paramLabel = "WORK", description = "The works to measure, by name: all of them.")
    private List<String> works = List.of();

    private MeasurePeers() {}

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MeasurePeers())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        Installed installed = new Installed(benchmarks.toAbsolutePath());
        Results results = new Results(benchmarks.resolve(quick ? "target/results" : "results"));
        Table table = new Table(machine(), Peer.OTHERS.stream().collect(Collectors.toMap(Peer::name, Peer::title)));
        List<Contest> contests = new ArrayList<>();
        for (Work work : Works.named(quick, works)) {
            System.err.println("measuring " + work.name() + " ...");
            contests.add(new Session(installed, rounds(work), warmUp(work)).contest(work, peers()));
            results.save(table, contests);
        }
        System.out.println(table.of(contests));
        return 0;
    }

    private int rounds(Work work) {
        if (rounds != null) {
            return rounds;
        }
        return Works.isLong(work) ? 3 : quick ? 5 : 15;
    }

    /** A long work warms itself up. */
    private int warmUp(Work work) {
        return Works.isLong(work) ? 0 : quick ? 1 : 2;
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
