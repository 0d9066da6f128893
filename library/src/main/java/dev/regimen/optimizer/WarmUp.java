package dev.regimen.optimizer;

/**
 * The learning rate rises in a line at the beginning of a phase; what is left of the phase is the whole of another
 * schedule (Goyal et al. 2017, arXiv:1706.02677, section 2.2).
 *
 * @param fraction the part of the phase's budget that it rises for, above 0 and below 1; 0.05 unless set
 * @param initialFactor where it starts, from 0 to 1; 0 unless set
 * @param then the schedule afterwards; constant unless set
 */
public record WarmUp(Double fraction, Double initialFactor, Schedule then) implements Schedule {
    public WarmUp {
        fraction = Setting.between("fraction", fraction, 0.05);
        initialFactor = Setting.upToOne("initial-factor", initialFactor, 0);
        then = Setting.schedule(then);
    }

    @Override
    public double factor(double progress) {
        return progress < fraction
                ? then.factor(0) * (initialFactor + (1 - initialFactor) * progress / fraction)
                : then.factor((progress - fraction) / (1 - fraction));
    }
}
