package dev.regimen.diagnosis;

/**
 * An estimate and how well it is known.
 *
 * @param value unbiased or nearly so; what cannot be negative may be estimated as such when it is near zero
 * @param low the lower end of a 95 % interval
 * @param high its upper end
 */
public record Measured(double value, double low, double high) {
    /** Whether it is known to be above zero. */
    public boolean positive() {
        return low > 0;
    }
}
