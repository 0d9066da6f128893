package dev.regimen.training;

import dev.regimen.budget.StopReason;
import dev.regimen.torch.Denormals;
import dev.regimen.torch.TensorBytes;
import dev.regimen.torch.Threads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;

/**
 * One phase while it runs: the training loop. It is that of one training, or of several that take every step together;
 * whoever stops leaves the others.
 */
final class PhaseRun implements AutoCloseable {
    private final List<Course> courses;
    private final Keeper keeper;
    private final List<Course> running;
    private final Map<Course, PhaseReport> reports = new LinkedHashMap<>();
    private Stepper stepper;
    private Map<String, TensorBytes> remembered = Map.of();
    private long saved;

    /** @param courses stand where the phase begins, or all at the same step; closed with this */
    PhaseRun(List<Course> courses, Keeper keeper) {
        this.courses = List.copyOf(courses);
        this.keeper = keeper;
        this.running = new ArrayList<>(courses);
        this.stepper = Stepper.of(running);
    }

    /** Takes up what the optimizers remembered. */
    void restore(List<Map<String, TensorBytes>> states) {
        stepper.restore(states);
    }

    /** Runs to the end of all of them; gives their reports in their order. */
    List<PhaseReport> execute() {
        Threads.single();
        courses.forEach(Course::begin);
        tellHow();
        saved = System.nanoTime();
        goOn();
        while (!running.isEmpty()) {
            if (first().budgetSpent()) {
                leaveAll(StopReason.BUDGET_SPENT);
            } else if (first().cancelled()) {
                save();
                leaveAll(StopReason.CANCELLED);
            } else {
                beforeStep();
                int before = running.size();
                step();
                afterStep(running.size() < before);
            }
        }
        return courses.stream().map(reports::get).toList();
    }

    /** What the optimizers remembered when the training ended that went alone and hands it on; else nothing. */
    Map<String, TensorBytes> remembered() {
        return remembered;
    }

    private void tellHow() {
        TrainingListener listener = first().setting().surroundings().listener();
        List<TrainingKey> keys =
                running.stream().map(course -> course.setting().key()).toList();
        if (keys.size() > 1) {
            listener.together(keys, first().phase());
        } else {
            DataParallelStepper.hindrance(first())
                    .ifPresent(why -> listener.undivided(keys.get(0), first().phase(), why));
        }
    }

    /** They all have taken as many steps, in phases that are alike. */
    private Course first() {
        return running.get(0);
    }

    /** After the question whether to stop, as an evaluation takes as long as many steps. */
    private void beforeStep() {
        if (first().firstPointIsDue()) {
            pause();
            running.forEach(Course::evaluate);
            goOn();
        }
    }

    /** One update of each; those are left behind, unmoved, whose loss or gradient's norm is not a finite number. */
    private void step() {
        try (PointerScope scope = new PointerScope()) {
            Batches batches = new Batches(running);
            boolean taken = false;
            while (!taken && !running.isEmpty()) {
                taken = step(batches);
            }
        }
    }

    /** Whether all took the step; else nobody did, and some have left. */
    private boolean step(Batches batches) {
        double progress = first().phase().budget().progress(first().spent());
        double[] losses = Denormals.flushed(() -> stepper.step(batches, progress));
        List<Course> diverged = IntStream.range(0, losses.length)
                .filter(i -> !Double.isFinite(losses[i]))
                .mapToObj(running::get)
                .toList();
        if (!diverged.isEmpty()) {
            part(diverged, StopReason.DIVERGED);
            return false;
        }
        for (int i = 0; i < losses.length; i++) {
            running.get(i).stepped(losses[i]);
        }
        return true;
    }

    /**
     * What is due between two steps.
     *
     * @param someLeft whether some diverged in this one; kept not earlier, as the others had been given their batch,
     *     but had not learned from it
     */
    private void afterStep(boolean someLeft) {
        List<Course> due = running.stream().filter(Course::pointIsDue).toList();
        if (!due.isEmpty()) {
            pause();
            due.forEach(Course::evaluate);
            goOn();
        }
        List<Course> there = due.stream().filter(Course::targetReached).toList();
        part(there, StopReason.TARGET_REACHED);
        if (someLeft || !there.isEmpty()) {
            keepWhoLeft();
        }
        if (!running.isEmpty()
                && System.nanoTime() - saved > first().setting().settings().checkpointEvery() * 1e9) {
            save();
        }
    }

    private void leaveAll(StopReason stop) {
        part(running, stop);
        if (stop != StopReason.CANCELLED) {
            keepWhoLeft();
        }
    }

    private void keepWhoLeft() {
        pause();
        keeper.left(reports, running, states());
        goOn();
    }

    /** What was remembered with the last weights does not belong to those of an earlier moment. */
    private boolean handsOn(StopReason stop) {
        return stop != StopReason.CANCELLED
                && stop != StopReason.DIVERGED
                && first().setting().settings().keep() == Keep.LAST;
    }

    /** Ends the phase for these; the others go on without them. */
    private void part(List<Course> some, StopReason stop) {
        if (some.isEmpty()) {
            return;
        }
        pause();
        List<Course> leaving = List.copyOf(some);
        if (courses.size() == 1 && first().setting().handsOn() && handsOn(stop)) {
            remembered = stepper.state(0);
        }
        leaving.forEach(course -> reports.put(course, course.end(stop)));
        List<Integer> staying = IntStream.range(0, running.size())
                .filter(i -> !leaving.contains(running.get(i)))
                .boxed()
                .toList();
        List<Map<String, TensorBytes>> states =
                staying.stream().map(stepper::state).toList();
        running.removeAll(leaving);
        stepper.close();
        stepper = null;
        if (!running.isEmpty()) {
            stepper = Stepper.of(running);
            stepper.restore(states);
        }
        goOn();
    }

    /** Writing is no training, and what is kept has to know the processor time up to here. */
    private void save() {
        pause();
        keeper.save(running, states());
        goOn();
        saved = System.nanoTime();
    }

    /** What the optimizers remember of each that runs. */
    private List<Map<String, TensorBytes>> states() {
        return IntStream.range(0, running.size())
                .mapToObj(i -> stepper.state(i)) // there is none when nobody runs any more
                .toList();
    }

    private void pause() {
        running.forEach(course -> course.watch().stop());
    }

    private void goOn() {
        running.forEach(course -> course.watch().start(running.size()));
    }

    @Override
    public void close() {
        if (stepper != null) {
            stepper.close();
        }
        courses.forEach(Course::close);
    }
}
