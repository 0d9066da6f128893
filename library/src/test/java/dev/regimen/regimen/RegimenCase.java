package dev.regimen.regimen;

import dev.regimen.data.Field;
import dev.regimen.ensemble.MajorityVote;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Weights;
import dev.regimen.model.net.Dense;
import dev.regimen.optimizer.ConstantSchedule;
import dev.regimen.task.ClassSubset;
import dev.regimen.task.Sampling;
import dev.regimen.task.Subset;
import dev.regimen.training.TinySystem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A regimen as it can be set, for the tests that all regimens pass. */
record RegimenCase(String name, Regimen regimen) {
    static Stream<RegimenCase> all() {
        return Stream.concat(single(), several());
    }

    /**
     * Those that cannot learn the tiny system, as they train nothing by gradients or need examples that are there
     * before they are seen; they have own tests.
     */
    static Stream<RegimenCase> ofOtherTasks() {
        return Stream.of(
                new RegimenCase("trained", Trained.bestOf("earlier")),
                new RegimenCase("classical", new Classical(null, null)),
                new RegimenCase("boosting", new Boosting(2, null, null)));
    }

    private static Stream<RegimenCase> single() {
        Stage first = new Stage(List.of("reader"), 2.0, TinySystem.adam(0.02));
        Stage second = new Stage(List.of("judge"), 1.0, null);
        return Stream.of(
                new RegimenCase("end-to-end", new EndToEnd()),
                new RegimenCase("step by step", new StepByStep()),
                new RegimenCase("step by step, then end-to-end", StepByStep.thenEndToEnd()),
                new RegimenCase(
                        "step by step, then auxiliary",
                        new StepByStep(null, StepByStep.Joint.AUXILIARY, 0.5, TinySystem.adam(0.003))),
                new RegimenCase(
                        "listed stages with shares and optimizers",
                        new StepByStep(
                                List.of(first, second), StepByStep.Joint.END_TO_END, 0.5, TinySystem.adam(0.003))),
                new RegimenCase("auxiliary", new Auxiliary()),
                new RegimenCase("auxiliary with weights", new Auxiliary(Map.of("reader", 0.3), 2.0)),
                new RegimenCase("control of the reader", new Control("reader", null)),
                new RegimenCase("control of the judge", new Control("judge", 0.25)),
                new RegimenCase("control with two budgets", new Control("judge", null, null, Control.BudgetPer.PHASE)));
    }

    private static Stream<RegimenCase> several() {
        Ensemble inner = Ensemble.of(2, new EndToEnd(), null);
        return Stream.of(
                new RegimenCase("mean", Ensemble.of(2, new EndToEnd(), null)),
                new RegimenCase("votes", Ensemble.of(3, new StepByStep(), new MajorityVote())),
                new RegimenCase(
                        "different members",
                        new Ensemble(
                                null,
                                null,
                                List.of(new Auxiliary(), StepByStep.thenEndToEnd()),
                                null,
                                null,
                                null,
                                null)),
                new RegimenCase(
                        "bootstrap", new Ensemble(2, new EndToEnd(), null, null, Sampling.BOOTSTRAP, null, null)),
                new RegimenCase(
                        "ensemble of ensembles",
                        new Ensemble(null, null, List.of(inner, new EndToEnd()), null, null, null, null)),
                new RegimenCase("half of the features", new Ensemble(2, new StepByStep(), null, null, null, 0.5, null)),
                new RegimenCase("half of the examples", new Ensemble(2, null, null, null, new Subset(0.5), null, null)),
                new RegimenCase("some classes", new Ensemble(2, null, null, null, new ClassSubset(2), null, null)),
                new RegimenCase("snapshots", new Snapshots(2, null, null, null)),
                new RegimenCase("checkpoints", new Snapshots(2, 3, new ConstantSchedule(), null)),
                new RegimenCase("deep ensemble", new DeepEnsemble(2, null, null)),
                new RegimenCase("another model", other(new EndToEnd())),
                new RegimenCase("another model, step by step", other(new StepByStep())),
                new RegimenCase(
                        "different models",
                        new Ensemble(
                                null, null, List.of(new EndToEnd(), other(new Auxiliary())), null, null, null, null)),
                new RegimenCase("fusion", new Fusion(2, null)),
                new RegimenCase("fusion, step by step", new Fusion(2, new StepByStep())));
    }

    /** As the tiny system, but with other nets in it. */
    private static OtherModel other(Regimen training) {
        ModuleSettings reader = new ModuleSettings(List.of("point"), null, TinySystem.hidden(12, 4), null, null);
        ModuleSettings judge = new ModuleSettings(List.of("reader", "point"), null, new JoinedMlp(), null, null);
        return new OtherModel(Map.of("reader", reader, "judge", judge), training);
    }

    /** Reads the point once more. */
    private record JoinedMlp() implements Net {
        @Override
        public Layer build(List<Field> inputs, Weights weights) {
            Dense dense = Dense.declare(weights, "dense", 6, 2);
            weights.countFlops(dense.flops());
            return (values, pass) -> dense.apply(torch.cat(new TensorVector(values.toArray(Tensor[]::new)), 1));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
