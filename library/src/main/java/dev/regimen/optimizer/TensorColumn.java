package dev.regimen.optimizer;

import java.util.List;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.Type.TypePtr;

/**
 * A list of tensors as libtorch's operators take it, refilled in place. Owns the list; the tensors in it belong to
 * others.
 */
final class TensorColumn implements AutoCloseable {
    private final IValue argument;
    private final TensorList list;

    /** An empty list. */
    TensorColumn() {
        try (TensorList tensors = new TensorList();
                TypePtr type = tensors.elementType();
                GenericList generic = new GenericList(type)) {
            argument = new IValue(generic);
        }
        argument.retainReference();
        list = argument.toTensorList(); // the same list, seen as one of tensors: an addition needs no IValue
        list.retainReference();
    }

    /** This list as an argument; it stays this column's and sees what is added later. */
    IValue argument() {
        return argument;
    }

    void add(Tensor tensor) {
        list.push_back(tensor);
    }

    void clear() {
        list.clear();
    }

    /** Makes this the tensors at these places. */
    void fill(List<Tensor> all, boolean[] included) {
        list.clear();
        for (int i = 0; i < included.length; i++) {
            if (included[i]) {
                list.push_back(all.get(i));
            }
        }
    }

    @Override
    public void close() {
        list.close();
        argument.close();
    }
}
