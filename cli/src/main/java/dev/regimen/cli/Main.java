package dev.regimen.cli;

import dev.regimen.torch.ImageLayout;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The program {@code regimen}. Each command is a class of its own, listed here. Exit codes: 0 when all went well, 2 for
 * bad input, 1 for everything else.
 */
@Command(
        name = "regimen",
        description = "Trains a system of several neural modules end-to-end, step by step or as an ensemble, "
                + "and compares these fairly.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        subcommands = {
            CompareCommand.class,
            TrainCommand.class,
            ResumeCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ReproduceCommand.class,
            ExplainCommand.class,
            ListCommand.class,
            NewCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error came from.")
    private boolean debug;

    public static void main(String[] arguments) {
        System.exit(run(arguments, writer(System.out), writer(System.err)));
    }

    /** Runs one command line and returns its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        Main main = new Main();
        Failures failures = new Failures(() -> main.debug);
        CommandLine commandLine = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        try {
            return commandLine.execute(arguments);
        } catch (Error error) { // such as too little memory: picocli handles exceptions only
            return failures.handle(error, err);
        }
    }

    /** A setting of the environment is found to be wrong before anything is blamed on a file. */
    private static int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        try {
            ImageLayout.check();
        } catch (IllegalArgumentException e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
        }
        return new RunLast().execute(parsed);
    }

    private static PrintWriter writer(PrintStream stream) {
        String encoding =
                System.getProperty("stdout.encoding", Charset.defaultCharset().name());
        return new PrintWriter(stream, true, Charset.forName(encoding));
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? 'regimen --help' lists them");
    }
}
