package dev.regimen.model.net;

import dev.regimen.model.Pass;
import dev.regimen.torch.ImageLayout;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Images that lie in memory as oneDNN chooses, in blocks of as many channels as fill a vector register. Convolutions,
 * batch norm, max pooling and relu then pass them on to each other without looking at them otherwise, which takes a
 * tenth to a quarter less time than with the channels last. Coming and going takes some time, so it is for many images.
 *
 * <p>oneDNN's pooling and relu make ordinary numbers of what is none, so that nobody would see that a training
 * diverges. Where such a thing can be, images do not lie so.
 */
final class BlockedLayout {
    /** With fewer numbers behind the first pooling, coming and going takes as long as is gained. */
    private static final long MANY = 1 << 16;

    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    private BlockedLayout() {}

    /**
     * Whether such images are to lie so.
     *
     * @param images {@code [batch, channels, height, width]}
     * @param blocks what they come to, one after another
     */
    static boolean suits(Tensor images, List<ConvBlock> blocks, Pass pass) {
        ConvBlock first = blocks.get(0);
        Activation activation = first.settings().convolutionActivation();
        return ImageLayout.current() == ImageLayout.BLOCKED
                && images.size(0) * first.output().elements() >= MANY
                && (activation == Activation.RELU || activation == Activation.NONE)
                && (first.norm().isEmpty()
                        || pass.training()
                        || !learns(images, first.norm().get()))
                && staysFinite(images, blocks, pass);
    }

    private static boolean staysFinite(Tensor images, List<ConvBlock> blocks, Pass pass) {
        try (PointerScope temporaries = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            double bound = Bounds.largest(images);
            for (ConvBlock block : blocks) {
                bound = block.bound(bound, pass);
                if (!(bound <= Bounds.LARGEST)) { // also if it is no number
                    return false;
                }
            }
            return true;
        }
    }

    /** oneDNN has no gradient of a batch norm that takes running statistics. */
    private static boolean learns(Tensor images, BatchNorm norm) {
        return GradMode.is_enabled() && (images.requires_grad() || norm.scale().requires_grad());
    }

    static Tensor enter(Tensor images) {
        return images.to_mkldnn();
    }

    static Tensor leave(Tensor blocked) {
        return blocked.to_dense();
    }

    /** Whether images lie so. */
    static boolean has(Tensor images) {
        return images.is_mkldnn();
    }

    /** Max pooling and relu, or pooling alone; not in place, as the gradient of pooling looks at what it gave. */
    static Tensor activated(ConvStack net, Tensor blocked) {
        long[] size = {net.pool(), net.pool()};
        Tensor value = net.pool() == 1 ? blocked : torch.max_pool2d(blocked, size, size, NONE, ONE, false);
        return net.convolutionActivation() == Activation.RELU ? torch.relu(value) : value;
    }
}
