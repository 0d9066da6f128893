package dev.regimen.training;

import dev.regimen.model.Model;
import dev.regimen.torch.TensorBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;

/** The names of a checkpoint's tensors, and how they get there and back. */
final class TrainerState {
    static final String WEIGHTS = "weights/";
    static final String BEST = "best/";
    static final String OPTIMIZER = "optimizer-";
    private static final String GENERATOR = "generator";

    private TrainerState() {}

    /** Copies of a model's weights under a prefix. */
    static Map<String, TensorBytes> copies(Model model, String prefix) {
        Map<String, TensorBytes> copies = new LinkedHashMap<>();
        model.weights().forEach((name, tensor) -> copies.put(prefix + name, TensorBytes.of(tensor)));
        return copies;
    }

    static boolean hasOptimizers(Map<String, TensorBytes> tensors) {
        return tensors.keySet().stream().anyMatch(name -> name.startsWith(OPTIMIZER));
    }

    /** Those of a checkpoint's tensors that optimizers remember. */
    static Map<String, TensorBytes> optimizers(Map<String, TensorBytes> tensors) {
        Map<String, TensorBytes> own = new LinkedHashMap<>(tensors);
        own.keySet().removeIf(name -> !name.startsWith(OPTIMIZER));
        return own;
    }

    /** Tells what a training goes on from apart from others; empty if that is nothing. */
    static String digest(Map<String, TensorBytes> state) {
        if (state.isEmpty()) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(state).forEach((name, tensor) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(tensor.data().duplicate());
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Puts the tensors with this prefix into the model's weights. */
    static void restore(Model model, Map<String, TensorBytes> tensors, String prefix) {
        model.weights().forEach((name, tensor) -> restore(tensor, tensors, prefix + name));
    }

    static void restore(Tensor target, Map<String, TensorBytes> tensors, String name) {
        try {
            required(tensors, name).copyInto(target);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the checkpoint's '" + name + "': " + e.getMessage(), e);
        }
    }

    static TensorBytes required(Map<String, TensorBytes> tensors, String name) {
        TensorBytes tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "the checkpoint has no '" + name + "': it belongs to another experiment");
        }
        return tensor;
    }

    static void save(Generator generator, Map<String, TensorBytes> tensors) {
        try (Tensor state = generator.get_state()) {
            tensors.put(GENERATOR, TensorBytes.of(state));
        }
    }

    static void restore(Generator generator, Map<String, TensorBytes> tensors) {
        try (Tensor state = required(tensors, GENERATOR).toTensor()) {
            generator.set_state(state);
        }
    }
}
