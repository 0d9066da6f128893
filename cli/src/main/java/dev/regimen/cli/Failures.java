package dev.regimen.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells a person what went wrong, in a sentence on standard error; where in the program it came from only with
 * {@code --debug}.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final BooleanSupplier debug;

    Failures(BooleanSupplier debug) {
        this.debug = debug;
    }

    /** The command line itself is wrong. */
    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        say(command.getErr(), exception);
        UnmatchedArgumentException.printSuggestions(exception, command.getErr());
        return ExitCode.USAGE;
    }

    /** A command failed: over its input if it says so by an {@link IllegalArgumentException}. */
    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        say(command.getErr(), exception);
        return exception instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private void say(PrintWriter err, Exception exception) {
        err.println("regimen: " + message(exception));
        if (debug.getAsBoolean()) {
            exception.printStackTrace(err);
        }
        err.flush();
    }

    /** Exceptions of the Java library often say only their subject, such as a file's path; their names say the rest. */
    private static String message(Exception exception) {
        String message = exception.getMessage();
        if (message == null || message.isBlank()) {
            return exception.getClass().getSimpleName();
        }
        boolean sentence = exception instanceof RuntimeException;
        return sentence ? message : exception.getClass().getSimpleName() + ": " + message;
    }
}
