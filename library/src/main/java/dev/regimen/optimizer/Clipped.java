package dev.regimen.optimizer;

/** The gradients of the parameters of one optimizer, which can be cut. Outlives the scope it is made in. */
public interface Clipped extends AutoCloseable {
    /**
     * Scales every member's gradients so that their norm is at most this.
     *
     * @param norm above 0
     * @return the Euclidean norm of each member's before; not finite if a gradient is not
     */
    double[] cutTo(double norm);

    @Override
    void close();
}
