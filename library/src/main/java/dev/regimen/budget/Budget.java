package dev.regimen.budget;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How much training may cost: examples, steps or seconds.
 *
 * <p>An example is one task example once forward and backward; a step is one update by an optimizer; seconds are those
 * spent training, evaluation apart.
 */
public record Budget(Unit unit, double amount) {
    /** What a budget counts. */
    public enum Unit {
        EXAMPLES,
        STEPS,
        SECONDS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks that the amount is positive, and whole unless it is in seconds. */
    public Budget {
        if (!(amount > 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("a budget is a positive number of " + unit + ", not " + amount);
        }
        if (unit != Unit.SECONDS && amount != Math.rint(amount)) {
            throw new IllegalArgumentException("a budget of " + unit + " is a whole number, not " + amount);
        }
    }

    public static Budget examples(long examples) {
        return new Budget(Unit.EXAMPLES, examples);
    }

    public static Budget steps(long steps) {
        return new Budget(Unit.STEPS, steps);
    }

    public static Budget seconds(double seconds) {
        return new Budget(Unit.SECONDS, seconds);
    }

    /** Whether another step on so many examples would go over this budget (for seconds: whether the time is up). */
    public boolean exhaustedBy(Spent spent, int nextExamples) {
        return switch (unit) {
            case EXAMPLES -> spent.examples() + nextExamples > amount;
            case STEPS -> spent.steps() + 1 > amount;
            case SECONDS -> spent.seconds() >= amount;
        };
    }

    /** The part of this budget that is spent, from 0 to 1. */
    public double progress(Spent spent) {
        return Math.min(1, spent.in(unit) / amount);
    }

    /**
     * Divides this budget in proportion to the shares; together the parts are exactly the whole.
     *
     * @throws IllegalArgumentException if a share is not positive or a part would be empty
     */
    public List<Budget> split(List<Double> shares) {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        List<Budget> parts = new ArrayList<>();
        double given = 0;
        double cumulative = 0;
        for (double share : shares) {
            if (!(share > 0)) {
                throw new IllegalArgumentException("a share of a budget is positive, not " + share);
            }
            cumulative += share;
            double end = amount * (cumulative / sum);
            double upTo = unit == Unit.SECONDS ? end : Math.rint(end);
            if (!(upTo > given)) {
                throw tooSmall(shares.size());
            }
            parts.add(new Budget(unit, upTo - given));
            given = upTo;
        }
        return List.copyOf(parts);
    }

    /**
     * Divides this budget into equal parts. Of examples or steps fewer than there are parts may be left over: with one
     * more than the others a part would not be alike.
     *
     * @throws IllegalArgumentException if the parts would be empty
     */
    public List<Budget> split(int parts) {
        double each = unit == Unit.SECONDS ? amount / parts : Math.floor(amount / parts);
        if (each == 0) {
            throw tooSmall(parts);
        }
        return Collections.nCopies(parts, new Budget(unit, each));
    }

    private IllegalArgumentException tooSmall(int parts) {
        return new IllegalArgumentException(
                "a budget of " + this + " is too small to be divided into " + parts + " parts");
    }

    /**
     * A part of this budget, rounded down to a whole number unless it is in seconds.
     *
     * @throws IllegalArgumentException if nothing is left of it
     */
    public Budget part(double share) {
        double part = unit == Unit.SECONDS ? amount * share : Math.floor(amount * share);
        if (part == 0) {
            throw new IllegalArgumentException("nothing is left of " + this);
        }
        return new Budget(unit, part);
    }

    /** With so much more, in the same unit. */
    public Budget plus(double more) {
        return more == 0 ? this : new Budget(unit, amount + more);
    }

    @Override
    public String toString() {
        return (amount == Math.rint(amount) ? String.format(Locale.ROOT, "%,.0f", amount) : String.valueOf(amount))
                + " " + unit;
    }
}
