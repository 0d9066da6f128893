package dev.regimen.optimizer;

/**
 * The learning rate falls by a factor every so much of the phase's budget.
 *
 * @param factor what the learning rate is multiplied by at each fall, above 0 and up to 1; 0.1 unless set
 * @param every the part of the budget between two falls, above 0 and up to 1; a third unless set
 */
public record StepSchedule(Double factor, Double every) implements Schedule {
    /** A fall at 0.3 of the budget happens there though 0.3 / 0.1 is a little below 3. */
    private static final double ROUNDING = 1e-9;

    public StepSchedule {
        factor = Setting.share("factor", factor, 0.1);
        every = Setting.share("every", every, 1.0 / 3);
    }

    @Override
    public double factor(double progress) {
        return Math.pow(factor, Math.floor(progress / every + ROUNDING));
    }
}
