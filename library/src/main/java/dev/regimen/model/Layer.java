package dev.regimen.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A function from tensors to a tensor, with weights built in. */
@FunctionalInterface
public interface Layer {
    /**
     * @param inputs {@code [batch, …]} each
     * @return {@code [batch, …]}; in the caller's scope
     */
    Tensor forward(List<Tensor> inputs, Pass pass);
}
