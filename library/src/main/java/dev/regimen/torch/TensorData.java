package dev.regimen.torch;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Java arrays to tensors and back. Every copy checks type, size and contiguity: a raw pointer would read past the end.
 */
public final class TensorData {
    private TensorData() {}

    /** A float32 tensor with the given values in row-major order; the caller owns it. */
    public static Tensor floats(float[] values, long... shape) {
        Natives.load();
        requireSize(values.length, shape);
        Tensor tensor = torch.empty(shape, options(ScalarType.Float), null);
        if (values.length > 0) {
            tensor.data_ptr_float().put(values);
        }
        return tensor;
    }

    /** An int64 tensor with the given values in row-major order; the caller owns it. */
    public static Tensor longs(long[] values, long... shape) {
        Natives.load();
        requireSize(values.length, shape);
        Tensor tensor = torch.empty(shape, options(ScalarType.Long), null);
        if (values.length > 0) {
            tensor.data_ptr_long().put(values);
        }
        return tensor;
    }

    /** The values of a tensor of any real type, as floats, in row-major order. */
    public static float[] toFloats(Tensor tensor) {
        try (Tensor detached = tensor.detach();
                Tensor converted = detached.to(ScalarType.Float);
                Tensor plain = converted.contiguous()) {
            float[] values = new float[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                try (FloatPointer data = plain.data_ptr_float()) {
                    data.get(values);
                }
            }
            return values;
        }
    }

    /** The values of a tensor of any real type, as doubles, in row-major order. */
    public static double[] toDoubles(Tensor tensor) {
        try (Tensor detached = tensor.detach();
                Tensor converted = detached.to(ScalarType.Double);
                Tensor plain = converted.contiguous()) {
            double[] values = new double[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                try (DoublePointer data = plain.data_ptr_double()) {
                    data.get(values);
                }
            }
            return values;
        }
    }

    /** The values of an integer tensor, in row-major order. */
    public static long[] toLongs(Tensor tensor) {
        try (Tensor converted = tensor.to(ScalarType.Long);
                Tensor plain = converted.contiguous()) {
            long[] values = new long[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                try (LongPointer data = plain.data_ptr_long()) {
                    data.get(values);
                }
            }
            return values;
        }
    }

    /** The single value of a scalar tensor. */
    public static double toDouble(Tensor scalar) {
        try (Scalar item = scalar.item()) {
            return item.toDouble();
        }
    }

    /** Options for a new tensor of this type on the processor. */
    public static TensorOptions options(ScalarType type) {
        return new TensorOptions(type);
    }

    /** The sizes of a tensor, as {@code [2, 3]}. */
    public static String shape(Tensor tensor) {
        return Arrays.toString(tensor.shape());
    }

    private static void requireSize(int length, long[] shape) {
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (size != length) {
            throw new IllegalArgumentException(length + " values do not fill the shape " + Arrays.toString(shape));
        }
    }
}
