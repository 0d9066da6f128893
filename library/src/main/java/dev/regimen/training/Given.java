package dev.regimen.training;

import dev.regimen.model.ModelSpec;
import dev.regimen.task.Sample;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorBytes;
import java.util.Map;

/**
 * What a trainer is given: all of a training but its phases.
 *
 * @param sample which of the training examples it sees
 * @param beginning what it goes on from, as {@link Trainer#state} gave it: first weights, and what optimizers
 *     remembered. Empty if its weights are drawn
 * @param handsOn whether another goes on with what its optimizers remember
 * @param company the members that it is one of
 * @param wishes takes the first phase that is not finished, which then is not run; null for running it
 */
record Given(
        ModelSpec spec,
        Task task,
        TrainerSettings settings,
        TrainingKey key,
        Surroundings surroundings,
        Sample sample,
        Map<String, TensorBytes> beginning,
        boolean handsOn,
        Company company,
        Wishes wishes) {
    Given(ModelSpec spec, Task task, TrainerSettings settings, TrainingKey key, Surroundings surroundings) {
        this(spec, task, settings, key, surroundings, Sample.ALL, Map.of(), false, Company.NONE, null);
    }

    /** @param stacks whether it may be trained together with its company */
    Origin origin(boolean stacks) {
        return new Origin(
                key.members(),
                spec,
                task.objective(),
                task.seams(),
                sample.sampling(),
                beginning.isEmpty() ? Learning.link(sample) : Link.WEIGHTS,
                stacks ? company : Company.NONE);
    }

    /** Another model for another task in the same place. */
    Given with(ModelSpec otherSpec, Task otherTask, TrainerSettings otherSettings) {
        return new Given(
                otherSpec, otherTask, otherSettings, key, surroundings, sample, Map.of(), false, company, wishes);
    }

    /** The same that goes on from where another ended, by itself; perhaps one more goes on from where it ends. */
    Given goingOn(Map<String, TensorBytes> state, boolean another) {
        return new Given(
                spec, task, settings, key, surroundings, sample, Map.copyOf(state), another, Company.NONE, wishes);
    }

    /** A member of it. */
    Given member(int index, Sample ownSample, Company members) {
        return new Given(
                spec,
                task,
                settings,
                key.member(index),
                surroundings.forMember(index),
                ownSample,
                Map.of(),
                false,
                members,
                wishes);
    }

    /** The same in other surroundings, asked what it would do. */
    Given asked(Surroundings others, Wishes asking) {
        return new Given(spec, task, settings, key, others, sample, beginning, handsOn, company, asking);
    }

    /** The same in other surroundings. */
    Given in(Surroundings others) {
        return asked(others, null);
    }
}
