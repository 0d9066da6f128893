package dev.regimen.torch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A tensor's values outside libtorch, for files and copies.
 *
 * @param type as the safetensors format names it: F32, F64, I64, I32, U8 or BOOL
 * @param shape the size of every axis
 * @param data the values in row-major order and the machine's byte order, from position 0 to the limit
 */
public record TensorBytes(String type, List<Long> shape, ByteBuffer data) {
    private enum Type {
        F32(ScalarType.Float, 4),
        F64(ScalarType.Double, 8),
        I64(ScalarType.Long, 8),
        I32(ScalarType.Int, 4),
        U8(ScalarType.Byte, 1),
        BOOL(ScalarType.Bool, 1);

        private final ScalarType scalar;
        private final int size;

        Type(ScalarType scalar, int size) {
            this.scalar = scalar;
            this.size = size;
        }

        static Type of(Tensor tensor) {
            return Arrays.stream(values())
                    .filter(type -> type.scalar == tensor.scalar_type().intern())
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("tensors of type " + tensor.scalar_type() + " are not saved"));
        }

        static Type named(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("tensors of type '" + name
                            + "' are not known; expected one of " + Arrays.toString(values())));
        }
    }

    /** Checks that the data have the size that type and shape need. */
    public TensorBytes {
        shape = List.copyOf(shape);
        long expected = shape.stream().reduce((long) Type.named(type).size, Math::multiplyExact);
        if (data.remaining() != expected) {
            throw new IllegalArgumentException(data.remaining() + " bytes do not fill a tensor of " + type + " " + shape
                    + ", which has " + expected);
        }
    }

    /** Bytes of one element. */
    public int elementSize() {
        return Type.named(type).size;
    }

    /** A copy of the tensor's values. */
    public static TensorBytes of(Tensor tensor) {
        Natives.load();
        try (Tensor detached = tensor.detach();
                Tensor plain = detached.contiguous()) {
            Type type = Type.of(plain);
            byte[] bytes = new byte[Math.toIntExact(Math.multiplyExact(plain.numel(), (long) type.size))];
            if (bytes.length > 0) {
                try (Pointer start = plain.data_ptr();
                        BytePointer data = new BytePointer(start)) {
                    data.get(bytes);
                }
            }
            return new TensorBytes(
                    type.name(), LongStream.of(plain.shape()).boxed().toList(), ByteBuffer.wrap(bytes));
        }
    }

    /** A new tensor with these values; the caller, or its scope, owns it. */
    public Tensor toTensor() {
        Natives.load();
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        Tensor tensor = torch.empty(sizes, TensorData.options(Type.named(type).scalar), null);
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        if (bytes.length > 0) {
            try (Pointer start = tensor.data_ptr();
                    BytePointer target = new BytePointer(start)) {
                target.put(bytes);
            }
        }
        return tensor;
    }

    /**
     * Copies the values into a tensor that exists.
     *
     * @throws IllegalArgumentException if it has another shape
     */
    public void copyInto(Tensor target) {
        if (!Arrays.equals(
                target.shape(), shape.stream().mapToLong(Long::longValue).toArray())) {
            throw new IllegalArgumentException(
                    "saved values of the shape " + shape + " do not fit " + TensorData.shape(target));
        }
        // Operators that work in place give a new handle on the tensor, which has to be closed as well.
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            target.copy_(toTensor());
        }
    }
}
