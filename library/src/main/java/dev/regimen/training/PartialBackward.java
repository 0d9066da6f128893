package dev.regimen.training;

import dev.regimen.model.Model;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The way back through one part of a batch: from gradients of outputs to those of parameters.
 *
 * @param outputs that the loss depends on
 * @param gradients of the loss with respect to these
 * @param modules to whose parameters it leads
 * @param last whether the graph may go
 */
record PartialBackward(List<Tensor> outputs, List<Tensor> gradients, Set<String> modules, boolean last) {
    /** Adds to the gradients of this model's parameters. */
    void run(Model model) {
        List<Tensor> parameters = parameters(model, modules);
        if (outputs.isEmpty() || parameters.isEmpty()) {
            return; // to libtorch no parameters would mean all
        }
        try (TensorVector from = new TensorVector(outputs.toArray(Tensor[]::new));
                TensorVector values = new TensorVector(gradients.toArray(Tensor[]::new));
                TensorVector to = new TensorVector(parameters.toArray(Tensor[]::new));
                BoolOptional keepGraph = new BoolOptional(!last)) {
            torch.backward(from, values, keepGraph, false, to);
        }
    }

    /** The parameters of these modules, in an order that is the same for all models of one description. */
    static List<Tensor> parameters(Model model, Set<String> modules) {
        return modules.stream()
                .flatMap(module -> model.parameters(module).values().stream())
                .toList();
    }
}
