package dev.regimen.torch;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;

/**
 * An operator of libtorch that works in place and that the Java binding has no method for, called through libtorch's dispatcher.
 * Its arguments are kept from call to call, so that calling it leaves no garbage. Owns its copies of them, outlives the scope it
 * is made in, and is not safe for use by two threads at once.
 */
public final class Operation implements AutoCloseable {
    private final OperatorHandle operator;
    private final IValueVector arguments;
    private final IValueVector stack = kept(new IValueVector());

    /**
     * @param name with the overload, as in libtorch's list of native functions, such as {@code _foreach_add_.List}
     * @param arguments all of them, in order; lists and tensors are shared, numbers are copied
     * @throws IllegalArgumentException if libtorch has no such operator
     */
    public Operation(String name, IValue... arguments) {
        Natives.load();
        int dot = name.indexOf('.');
        String overload = dot < 0 ? "" : name.substring(dot + 1);
        try {
            operator = kept(Dispatcher.singleton().findSchemaOrThrow("aten::" + (dot < 0 ? name : name.substring(0, dot)), overload));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("libtorch has no operator '" + name + "'", e);
        }
        this.arguments = kept(new IValueVector(arguments));
    }

    /** Changes a number among the arguments. */
    public void argument(int index, double value) {
        try (IValue number = new IValue(value)) {
            arguments.put(index, number);
        }
    }

    /** Calls the operator. */
    public void run() {
        stack.put(arguments); // the call takes its arguments off the stack
        operator.callBoxed(stack);
        stack.clear();
    }

    private static <P extends Pointer> P kept(P pointer) {
        pointer.retainReference();
        return pointer;
    }

    @Override
    public void close() {
        stack.close();
        arguments.close();
        operator.close();
    }
}
