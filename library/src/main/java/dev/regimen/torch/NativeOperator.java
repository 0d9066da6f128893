package dev.regimen.torch;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;

/**
 * An operator of libtorch that works in place and that the Java binding has no method for, called through libtorch's
 * dispatcher. Its arguments are kept from call to call, so that calling it leaves no garbage. Owns its copies of them,
 * outlives the scope it is made in, and is not safe for use by two threads at once.
 */
public final class NativeOperator implements AutoCloseable {
    private final OperatorHandle operator;
    private final IValueVector arguments;
    private final IValueVector stack;

    /**
     * @param name with the overload, as in libtorch's list of native functions, such as {@code _foreach_add_.List}
     * @param arguments all of them, in order, those with defaults too: an {@link IValue} (lists in it are shared, not
     *     copied), Double, Boolean, or null for nothing
     * @throws IllegalArgumentException if libtorch has no such operator
     */
    public NativeOperator(String name, Object... arguments) {
        Natives.load();
        this.operator = kept(find(name));
        this.stack = kept(new IValueVector());
        this.arguments = kept(new IValueVector());
        try (PointerScope temporaries = new PointerScope()) {
            for (Object argument : arguments) {
                this.arguments.push_back(value(argument));
            }
        }
    }

    /** Changes a number among the arguments. */
    public void argument(int index, double value) {
        try (IValue number = new IValue(value)) {
            arguments.put(index, number);
        }
    }

    /**
     * Calls the operator.
     *
     * @throws RuntimeException if the arguments are not those of the operator, or the tensors do not fit it
     */
    public void run() {
        stack.put(arguments); // the call takes its arguments off the stack and leaves its results there
        operator.callBoxed(stack);
        stack.clear();
    }

    private static OperatorHandle find(String name) {
        String[] parts = name.split("\\.", 2);
        try {
            return Dispatcher.singleton().findSchemaOrThrow("aten::" + parts[0], parts.length == 1 ? "" : parts[1]);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("libtorch has no operator '" + name + "'", e);
        }
    }

    private static IValue value(Object argument) {
        if (argument == null) {
            return new IValue();
        } else if (argument instanceof IValue value) {
            return value;
        } else if (argument instanceof Double number) {
            return new IValue(number.doubleValue());
        } else if (argument instanceof Boolean flag) {
            return new IValue(flag.booleanValue());
        }
        throw new IllegalArgumentException(
                "an operator takes no " + argument.getClass().getSimpleName());
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
