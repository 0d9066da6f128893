package dev.regimen.model;

import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The weights of one module while its {@link Net} declares them, and after: parameters, which are trained, and buffers,
 * which are state that training moves without a gradient (batch-norm statistics). Owns the tensors.
 */
public final class Weights implements AutoCloseable {
    /** The part of a normal distribution within two standard deviations: erf(√2). */
    private static final double WITHIN_TWO = 0.954499736103642;

    private final Generator generator;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final List<TensorOptional> optionals = new ArrayList<>();
    private double flops;
    private boolean dependingOnBatch;

    /** @param generator where initial values are drawn from; used while a net is built and not closed here */
    public Weights(Generator generator) {
        this.generator = generator;
    }

    /** A parameter drawn from U(-bound, bound). */
    public Tensor uniform(String name, double bound, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            return parameter(name, fillUniform(torch.empty(shape), bound));
        }
    }

    /**
     * A convolution's kernel drawn from U(-bound, bound), channels last in memory, which makes convolution and pooling
     * faster.
     *
     * @param shape {@code [out, in, height, width]}
     */
    public Tensor kernel(String name, double bound, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            return parameter(name, channelsLast(fillUniform(torch.empty(shape), bound)));
        }
    }

    /** A parameter drawn from N(0, deviation²), what is further than two deviations from 0 being drawn again. */
    public Tensor truncatedNormal(String name, double deviation, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            return parameter(name, fillTruncatedNormal(torch.empty(shape), deviation));
        }
    }

    /** A convolution's kernel drawn likewise, in memory as {@link #kernel} is. */
    public Tensor truncatedNormalKernel(String name, double deviation, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            return parameter(name, channelsLast(fillTruncatedNormal(torch.empty(shape), deviation)));
        }
    }

    /** A parameter drawn from N(0, deviation²). */
    public Tensor normal(String name, double deviation, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = torch.empty(shape);
            tensor.normal_(0, deviation, new GeneratorOptional(generator));
            return parameter(name, tensor);
        }
    }

    /** A parameter with the same initial value everywhere. */
    public Tensor constant(String name, double value, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            return parameter(name, torch.full(shape, new Scalar(value)));
        }
    }

    /** State that is kept and saved but has no gradient, with the same initial value everywhere. */
    public Tensor buffer(String name, double value, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = torch.full(shape, new Scalar(value));
            keep(buffers, name, tensor);
            return tensor;
        }
    }

    /** State that is 1 in so many places, which are drawn at random, and 0 elsewhere. */
    public Tensor drawnMask(String name, long ones, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor mask = torch.zeros(shape);
            Tensor places = torch.randperm(
                            mask.numel(), new GeneratorOptional(generator), TensorData.options(ScalarType.Long))
                    .narrow(0, 0, ones);
            mask.view(-1).index_fill_(0, places, new Scalar(1));
            keep(buffers, name, mask);
            return mask;
        }
    }

    /**
     * A weight, or none, as libtorch's operators take it; it stays this's. Made once, as making it takes a large part
     * of what a small operator does.
     */
    public TensorOptional optional(Optional<Tensor> weight) {
        try (PointerScope scope = new PointerScope()) {
            TensorOptional optional = weight.map(TensorOptional::new).orElseGet(TensorOptional::new);
            optional.retainReference();
            optionals.add(optional);
            return optional;
        }
    }

    /** Adds to the estimate of floating-point operations of one forward pass over one example (or item). */
    public void countFlops(double operations) {
        flops += operations;
    }

    /**
     * Floating-point operations of one forward pass over one example (or item), as far as the net has declared them.
     */
    public double flops() {
        return flops;
    }

    /**
     * Says that, while it is trained, what the net makes of one example depends on the others in its batch, or that it
     * moves a buffer, as batch normalisation does both: such a batch cannot be computed in parts.
     */
    public void dependOnBatch() {
        dependingOnBatch = true;
    }

    /** Whether the net has said so. */
    public boolean dependingOnBatch() {
        return dependingOnBatch;
    }

    public Map<String, Tensor> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    public Map<String, Tensor> buffers() {
        return Collections.unmodifiableMap(buffers);
    }

    private Tensor fillUniform(Tensor tensor, double bound) {
        return tensor.uniform_(-bound, bound, new GeneratorOptional(generator));
    }

    /** By the inverse of the distribution function, which gives what drawing again would. */
    private Tensor fillTruncatedNormal(Tensor tensor, double deviation) {
        return fillUniform(tensor, WITHIN_TWO).erfinv_().mul_(new Scalar(Math.sqrt(2) * deviation));
    }

    /** Asking a one-channel tensor to become channels-last does nothing, so its copy is allocated so. */
    private static Tensor channelsLast(Tensor values) {
        Tensor kernel = torch.empty(
                values.shape(),
                TensorData.options(ScalarType.Float),
                new MemoryFormatOptional(MemoryFormat.ChannelsLast));
        return kernel.copy_(values);
    }

    private Tensor parameter(String name, Tensor tensor) {
        tensor.set_requires_grad(true);
        keep(parameters, name, tensor);
        return tensor;
    }

    private void keep(Map<String, Tensor> where, String name, Tensor tensor) {
        if (parameters.containsKey(name) || buffers.containsKey(name)) {
            throw new IllegalArgumentException("two weights of a net are called '" + name + "'");
        }
        tensor.retainReference();
        where.put(name, tensor);
    }

    @Override
    public void close() {
        optionals.forEach(TensorOptional::close);
        parameters.values().forEach(Tensor::close);
        buffers.values().forEach(Tensor::close);
    }
}
