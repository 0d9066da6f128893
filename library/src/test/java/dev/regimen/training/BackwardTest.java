package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.model.Outputs;
import dev.regimen.optimizer.Gradients;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.SgdSettings;
import dev.regimen.torch.TensorData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goals that reach some of the trained modules only. */
class BackwardTest {
    private static final Map<String, Field> FIELDS = Map.of("x", Field.real(Shape.of(2)));
    private static final Set<String> MODULES = Set.of("first", "second");

    /** The gradient of the sum of both is one tensor to libtorch. */
    private static final Net TWO_BIASES = (inputs, weights) -> {
        Tensor a = weights.constant("a", 0, 2);
        Tensor b = weights.constant("b", 0, 2);
        return (values, pass) -> values.get(0).add(a.add(b));
    };

    private final Model model = ModelSpec.of(
                    ModuleSpec.of("first", "x", TWO_BIASES), ModuleSpec.of("second", "first", TWO_BIASES))
            .create(FIELDS, 1);
    private final PointerScope scope = new PointerScope();

    @AfterEach
    void close() {
        scope.close();
        model.close();
    }

    @Test
    void reachesOnlyTheModulesThatAGoalSays() {
        assertThat(run(new Goal(new SumOfOutputs("second"), 1, Set.of("second"))))
                .isEqualTo(10);
        assertThat(model.parameters("first").get("a").grad().defined()).isFalse();
        assertThat(gradient("second", "a")).containsExactly(2, 2);
    }

    @Test
    void addsWhatSeveralGoalsGiveToAModule() {
        double loss = run(
                new Goal(new SumOfOutputs("second"), 1, Set.of("second")),
                new Goal(new SumOfOutputs("first"), 0.5, Set.of("first")),
                new Goal(new SumOfOutputs("second"), 3, MODULES));
        assertThat(loss).isEqualTo(10 + 5 + 30);
        assertThat(gradient("first", "a")).containsExactly(7, 7);
        assertThat(gradient("second", "a")).containsExactly(8, 8);
    }

    /** Clipping works in place: it must not meet one tensor in two parameters. */
    @Test
    void givesEveryParameterAGradientOfItsOwn() {
        run(new Goal(new SumOfOutputs("second"), 1, Set.of("second")));
        try (Gradients gradients = new Gradients(model.parameters("second").values())) {
            assertThat(gradients.cutTo(1)[0]).isBetween(3.99, 4.01);
            assertThat(gradient("second", "a")[0]).isBetween(0.49f, 0.51f);
            assertThat(gradients.cutTo(1e9)[0]).isBetween(0.99, 1.01);
        }
    }

    /** Each module has an optimizer of its own; the second's gradient is beyond all bounds. */
    @Test
    void movesNoModuleWhenAnyGradientIsNotFinite() {
        Phase phase = phase(Goal.of(new SumOfOutputs("second")));
        run(phase.goals().get(0));
        model.parameters("second").get("b").mutable_grad().fill_(new Scalar(Double.NaN));
        try (Updates updates = new Updates(phase, model)) {
            assertThat(updates.step(0)).isFalse();
        }
        assertThat(TensorData.toFloats(model.parameters("first").get("a"))).containsExactly(0, 0);
    }

    private static Phase phase(Goal... goals) {
        Map<String, OptimizerSettings> optimizers = new LinkedHashMap<>();
        optimizers.put("first", new SgdSettings(0.1, null, null, null, null, null, 1.0));
        optimizers.put("second", new SgdSettings(0.2, null, null, null, null, null, 1.0));
        return new Phase("local", MODULES, Set.of(), List.of(goals), optimizers, Budget.steps(1));
    }

    private double run(Goal... goals) {
        Phase phase = phase(goals);
        model.requireGradients(MODULES);
        Batch batch = new Batch(2, Map.of("x", TensorData.floats(new float[] {1, 2, 3, 4}, 2, 2)));
        Outputs outputs = model.forward(batch, phase.reads(), MODULES, null);
        return new Backward(phase, model).run(outputs, batch);
    }

    private float[] gradient(String module, String parameter) {
        return TensorData.toFloats(model.parameters(module).get(parameter).grad());
    }
}
