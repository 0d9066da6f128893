package dev.regimen.torch;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Products of small matrices, those of several members at once. libtorch's own batched product has views, checks and a
 * search for the kernel for each of them, which takes longer than a small product does; here each is one call of the
 * BLAS that libtorch calls as well.
 */
public final class BatchedProduct {
    private static final int ROW_MAJOR = openblas.CblasRowMajor;

    private BatchedProduct() {}

    /**
     * A factor, {@code [members, rows, columns]}, one after another in memory.
     *
     * @param transposed whether each matrix is taken as its transpose
     */
    public record Factor(Tensor values, boolean transposed) {
        /** @throws IllegalArgumentException if it is not of matrices of numbers of single precision, row by row */
        public Factor {
            check(values);
        }

        /** The matrices as they are. */
        public static Factor of(Tensor values) {
            return new Factor(values, false);
        }

        /** The transposes of the matrices. */
        public static Factor transposed(Tensor values) {
            return new Factor(values, true);
        }

        private long rows() {
            return values.size(transposed ? 2 : 1);
        }

        private long columns() {
            return values.size(transposed ? 1 : 2);
        }

        private int operation() {
            return transposed ? openblas.CblasTrans : openblas.CblasNoTrans;
        }
    }

    /**
     * Puts the products into a tensor, or adds them to what is there. No gradient is taken of it.
     *
     * @param left {@code [members, n, k]} as it is taken
     * @param right {@code [members, k, m]} as it is taken
     * @param result {@code [members, n, m]}
     * @param add whether to add
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static void into(Tensor result, Factor left, Factor right, boolean add) {
        check(result);
        long members = result.size(0);
        long n = result.size(1);
        long m = result.size(2);
        long k = left.columns();
        if (left.values.size(0) != members
                || right.values.size(0) != members
                || left.rows() != n
                || right.columns() != m
                || right.rows() != k) {
            throw new IllegalArgumentException("[" + left.values.size(0) + ", " + left.rows() + ", " + k + "] by ["
                    + right.values.size(0) + ", " + right.rows() + ", " + right.columns() + "] is not [" + members
                    + ", " + n + ", " + m + "]");
        }
        FloatPointer a = left.values.data_ptr_float();
        FloatPointer b = right.values.data_ptr_float();
        FloatPointer c = result.data_ptr_float();
        for (long i = 0; i < members; i++) {
            openblas.cblas_sgemm(
                    ROW_MAJOR,
                    left.operation(),
                    right.operation(),
                    (int) n,
                    (int) m,
                    (int) k,
                    1,
                    a.position(i * n * k),
                    (int) left.values.size(2),
                    b.position(i * k * m),
                    (int) right.values.size(2),
                    add ? 1 : 0,
                    c.position(i * n * m),
                    (int) m);
        }
    }

    private static void check(Tensor values) {
        if (values.dim() != 3 || !values.is_contiguous() || values.scalar_type().value != ScalarType.Float.value) {
            throw new IllegalArgumentException(
                    "a product is of matrices of single precision that lie row by row in memory");
        }
    }
}
