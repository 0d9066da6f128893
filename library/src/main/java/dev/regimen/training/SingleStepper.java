package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import java.util.List;

/** The steps of one training. */
final class SingleStepper implements Stepper {
    private final Course course;
    private final Phase phase;
    private final Model model;
    private final Backward backward;
    private final Updates updates;
    private final List<String> wanted;

    SingleStepper(Course course) {
        this.course = course;
        this.phase = course.phase();
        this.model = course.model();
        this.backward = new Backward(phase, model);
        this.updates = new Updates(phase, model);
        this.wanted = phase.reads();
    }

    @Override
    public double[] step(Batches batches, double progress) {
        Batch batch = batches.of(course);
        Outputs outputs = model.forward(batch, wanted, phase.trainedModules(), course.generator());
        double loss = backward.run(outputs, batch);
        return new double[] {Double.isFinite(loss) && updates.step(progress) ? loss : Double.NaN};
    }

    @Override
    public Updates updates() {
        return updates;
    }
}
