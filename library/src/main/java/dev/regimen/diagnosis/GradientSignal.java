package dev.regimen.diagnosis;

import java.util.Locale;

/**
 * How much of a gradient points somewhere, for one module. With the gradient g of one example's loss,
 *
 * <pre>signal = ‖E g‖²   noise = tr Cov g = E‖g − E g‖²   ratio = signal / noise</pre>
 *
 * (Shalev-Shwartz, Shamir and Shammah, "Failures of Gradient-Based Deep Learning", ICML 2017, section 3.3). The ratio
 * is the inverse of the simple gradient noise scale (McCandlish et al. 2018, arXiv:1812.06162): of the order of one
 * over the number of examples that a batch needs for its gradient to be more signal than noise.
 *
 * @param module whose parameters the gradient is about
 * @param objective what the loss compares, as {@code lookup-3 on symbol-3}
 * @param signal in squared units of the gradient
 * @param noise for one example, in the same units
 * @param ratio without a unit
 * @param examples that it was estimated from
 */
public record GradientSignal(
        String module, String objective, Measured signal, Measured noise, Measured ratio, long examples) {
    /** Whether so many examples were enough to tell the signal from none. */
    public boolean resolved() {
        return signal.positive();
    }

    /** As {@code reader: signal-to-noise below 1.2e-06 (lookup-3 on symbol-3, 20,000 examples)}. */
    @Override
    public String toString() {
        String found = resolved()
                ? String.format(Locale.ROOT, "%.2g [%.2g, %.2g]", ratio.value(), ratio.low(), ratio.high())
                : String.format(Locale.ROOT, "below %.2g", ratio.high());
        return String.format(
                Locale.ROOT, "%s: signal-to-noise %s (%s, %,d examples)", module, found, objective, examples);
    }
}
