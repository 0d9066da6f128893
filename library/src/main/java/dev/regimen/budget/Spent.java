package dev.regimen.budget;

/**
 * What training has cost.
 *
 * @param examples task examples, each once forward and backward
 * @param steps updates by an optimizer
 * @param seconds wall-clock seconds of training, evaluation and the writing of checkpoints apart
 * @param cpuSeconds processor seconds of the thread that trains, and of those that divide its batches
 */
public record Spent(long examples, long steps, double seconds, double cpuSeconds) {
    public static final Spent NOTHING = new Spent(0, 0, 0, 0);

    public Spent plus(Spent other) {
        return new Spent(
                examples + other.examples, steps + other.steps, seconds + other.seconds, cpuSeconds + other.cpuSeconds);
    }

    /** What was spent since this much was. */
    public Spent minus(Spent before) {
        return new Spent(
                examples - before.examples,
                steps - before.steps,
                seconds - before.seconds,
                cpuSeconds - before.cpuSeconds);
    }

    /** The amount in a budget's unit. */
    public double in(Budget.Unit unit) {
        return switch (unit) {
            case EXAMPLES -> examples;
            case STEPS -> steps;
            case SECONDS -> seconds;
        };
    }
}
