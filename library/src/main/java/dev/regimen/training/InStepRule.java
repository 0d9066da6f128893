package dev.regimen.training;

import dev.regimen.model.Model;
import dev.regimen.model.StackedModel;
import java.util.Optional;

/**
 * Which members are stacked. It looks at sizes alone and never at a clock: bits must not depend on how fast it went.
 */
final class InStepRule {
    /**
     * How many floating-point operations a step of one member may have. {@code benchmarks/run stacked} has the numbers.
     */
    private static final double LARGEST_STEP = 40e6;

    /**
     * With fewer operations in a step of one member, most of a step is calls, which two parts would both have to make:
     * two workers would be little faster, and one much slower.
     */
    private static final double SMALLEST_APART = 0.5e6;

    /** Forward, and twice as much backward. */
    private static final int PASSES = 3;

    private InStepRule() {}

    /**
     * Whether such models are.
     *
     * @throws IllegalArgumentException if they are to be and cannot
     */
    static boolean stacks(Company company, Model model, int batchSize) {
        if (company.inStep() == InStep.NEVER || company.members() == 1) {
            return false;
        }
        Optional<String> hindrance = StackedModel.hindrance(model.spec());
        if (company.inStep() == InStep.ALWAYS) {
            hindrance.ifPresent(InStepRule::refuse);
            return true;
        }
        return hindrance.isEmpty() && step(model, batchSize) <= LARGEST_STEP;
    }

    /** Whether members with such models go in two parts where one would do. */
    static boolean divides(Model model, int batchSize) {
        return step(model, batchSize) > SMALLEST_APART;
    }

    private static double step(Model model, int batchSize) {
        return flops(model) * batchSize * PASSES;
    }

    /**
     * Whether such a phase of such models is.
     *
     * @throws IllegalArgumentException if it is to be and cannot
     */
    static boolean stacks(Company company, Phase phase) {
        Optional<String> hindrance = phase.optimizers().entrySet().stream()
                .filter(optimizer -> !optimizer.getValue().perNumber())
                .map(optimizer -> "the optimizer of module '" + optimizer.getKey() + "' cannot be of several members")
                .findFirst();
        if (company.inStep() == InStep.ALWAYS) {
            hindrance.ifPresent(InStepRule::refuse);
        }
        return hindrance.isEmpty();
    }

    private static double flops(Model model) {
        return model.spec().names().stream().mapToDouble(model::flops).sum();
    }

    private static void refuse(String hindrance) {
        throw new IllegalArgumentException("stack: always, but " + hindrance);
    }
}
