package dev.regimen.data;

/** Data that are divided: no example is in two of these. Closing it closes all three. */
public record Parts(Dataset training, Dataset validation, Dataset test) implements AutoCloseable {
    /** Changes the numbers of all three. */
    public void normalise(Normaliser normaliser) {
        normaliser.apply(training);
        normaliser.apply(validation);
        normaliser.apply(test);
    }

    @Override
    public void close() {
        training.close();
        validation.close();
        test.close();
    }
}
