package dev.regimen.data;

/** Data that are divided: no example is in two of these. Closing it closes all three. */
public record Parts(Dataset training, Dataset validation, Dataset test) implements AutoCloseable {
    @Override
    public void close() {
        training.close();
        validation.close();
        test.close();
    }
}
