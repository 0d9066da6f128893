package dev.regimen.optimizer;

/**
 * Checks of a setting's value: what is left out gets its default, what is out of range a sentence with the setting's
 * name.
 */
final class Setting {
    private Setting() {}

    /** A number above zero. */
    static double positive(String key, Double value, double otherwise) {
        double number = value == null ? otherwise : value;
        return check(number > 0 && Double.isFinite(number), key, number, "a number above 0");
    }

    /** A number from zero up. */
    static double notNegative(String key, Double value, double otherwise) {
        double number = value == null ? otherwise : value;
        return check(number >= 0 && Double.isFinite(number), key, number, "a number from 0 up");
    }

    /** A number from zero to below one. */
    static double belowOne(String key, Double value, double otherwise) {
        double number = value == null ? otherwise : value;
        return check(number >= 0 && number < 1, key, number, "a number from 0 to below 1");
    }

    /** A number from zero to one, both included. */
    static double upToOne(String key, Double value, double otherwise) {
        double number = value == null ? otherwise : value;
        return check(number >= 0 && number <= 1, key, number, "a number from 0 to 1");
    }

    /** A number above zero and below one. */
    static double between(String key, Double value, double otherwise) {
        double number = value == null ? otherwise : value;
        return check(number > 0 && number < 1, key, number, "a number above 0 and below 1");
    }

    /** A number above zero and up to one. */
    static double share(String key, Double value, double otherwise) {
        double number = value == null ? otherwise : value;
        return check(number > 0 && number <= 1, key, number, "a number above 0 and up to 1");
    }

    /** The norm to cut gradients to; null for not cutting. */
    static Double clipNorm(Double value) {
        return value == null ? null : positive("clip-norm", value, 0);
    }

    /** A schedule; constant if none is given. */
    static Schedule schedule(Schedule value) {
        return value == null ? new ConstantSchedule() : value;
    }

    /** What fits must also neither overflow nor vanish in the type of the parameters, float32. */
    private static double check(boolean fits, String key, double number, String expected) {
        boolean inRange = Float.isFinite((float) number) && (number == 0 || (float) number != 0);
        if (!fits || !inRange) {
            String range = fits ? " in the range of a float" : "";
            throw new IllegalArgumentException(key + " is " + number + ", but must be " + expected + range);
        }
        return number;
    }
}
