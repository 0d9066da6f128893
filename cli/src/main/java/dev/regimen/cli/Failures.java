package dev.regimen.cli;

import dev.regimen.torch.Natives;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
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
        return handle(exception, command.getErr());
    }

    /** Anything that went wrong while a command ran; a path that does not suit is bad input, too. */
    int handle(Throwable failure, PrintWriter err) {
        Throwable cause = unwrapped(failure);
        say(err, cause);
        boolean input =
                cause instanceof IllegalArgumentException || pathProblem(cause).isPresent();
        return input ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private void say(PrintWriter err, Throwable failure) {
        err.println("regimen: " + message(failure));
        if (debug.getAsBoolean()) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    /** Workers and streams wrap checked exceptions; what is inside says more. Our own kinds say which file it was. */
    private static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure.getClass() == UncheckedIOException.class;
        return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }

    /** Exceptions and errors of the Java library often say only their subject; their names say the rest. */
    private static String message(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        String message = Natives.message(failure);
        if (message.equals(kind)) {
            return kind;
        }
        String named = failure instanceof RuntimeException ? message : kind + ": " + message;
        return pathProblem(failure).orElse(named);
    }

    /** What is wrong with a path that a person named; their exceptions say only the path. */
    private static Optional<String> pathProblem(Throwable failure) {
        if (failure instanceof NoSuchFileException problem) {
            return Optional.of("there is no file " + problem.getFile());
        }
        if (failure instanceof AccessDeniedException problem) {
            return Optional.of("access to " + problem.getFile() + " is denied");
        }
        if (failure instanceof FileAlreadyExistsException problem) {
            return Optional.of(problem.getFile() + " exists already");
        }
        if (failure instanceof NotDirectoryException problem) {
            return Optional.of(problem.getFile() + " is not a folder");
        }
        return Optional.empty();
    }
}
