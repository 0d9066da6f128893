package dev.regimen.training;

import dev.regimen.torch.Operation;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Adam and AdamW in one pass over memory: libtorch's fused operators. */
final class AdamUpdater implements Updater {
    private static final int LEARNING_RATE = 6;

    private final Slots slots;
    private final Operation update;

    /**
     * @param operator {@code _fused_adam_} or {@code _fused_adamw_}
     */
    AdamUpdater(String operator, AdamSettings settings, Map<String, Tensor> parameters) {
        slots = new Slots(parameters);
        try (PointerScope temporaries = new PointerScope(); TensorColumn none = new TensorColumn()) {
            update = new Operation(operator, slots.parameters(), slots.gradients(), slots.remember("mean"), slots.remember("square"),
                    none.argument(), slots.countSteps(), new IValue(settings.learningRate().doubleValue()),
                    new IValue(settings.beta1().doubleValue()), new IValue(settings.beta2().doubleValue()),
                    new IValue(settings.weightDecay().doubleValue()), new IValue(settings.epsilon().doubleValue()),
                    new IValue(false), new IValue(false), new IValue(), new IValue());
        }
    }

    @Override
    public void step(double learningRate) {
        if (slots.gather()) {
            update.argument(LEARNING_RATE, learningRate);
            try (NoGradGuard guard = new NoGradGuard()) {
                update.run();
            }
            slots.release();
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return slots.state();
    }

    @Override
    public void close() {
        update.close();
        slots.close();
    }
}
