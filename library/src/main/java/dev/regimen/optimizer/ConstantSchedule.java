package dev.regimen.optimizer;

/** The learning rate stays as it is. */
public record ConstantSchedule() implements Schedule {
    @Override
    public double factor(double progress) {
        return 1;
    }
}
