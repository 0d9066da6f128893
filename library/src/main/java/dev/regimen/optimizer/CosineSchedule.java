package dev.regimen.optimizer;

/**
 * The learning rate falls along half a cosine over the whole phase (Loshchilov and Hutter 2017, arXiv:1608.03983,
 * equation 5, without restarts).
 *
 * @param finalFactor what is left of the learning rate at the end, from 0 to 1; 0 unless set
 */
public record CosineSchedule(Double finalFactor) implements Schedule {
    public CosineSchedule {
        finalFactor = Setting.upToOne("final-factor", finalFactor, 0);
    }

    @Override
    public double factor(double progress) {
        return finalFactor + (1 - finalFactor) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
