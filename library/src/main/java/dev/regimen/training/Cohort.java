package dev.regimen.training;

import dev.regimen.budget.StopReason;
import dev.regimen.torch.TensorBytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Members that go through a phase in step. Where they stand is kept in one checkpoint, because each one's bits depend
 * on who went with it; what a member has finished is in its own store, as if it had gone alone.
 */
final class Cohort implements Keeper, AutoCloseable {
    private final CheckpointStore store;
    private final Map<Course, Trainer> trainers = new LinkedHashMap<>();
    private final Set<Course> concluded = new HashSet<>();
    private boolean kept;

    private Cohort(CheckpointStore store) {
        this.store = store;
    }

    /**
     * Trains them to the end of the phase.
     *
     * @param wishes at least two, which are alike
     * @param surroundings of the ensemble
     * @param store of this cohort
     * @param at where each of them stands, by index; empty where the phase begins
     * @return whether it was stopped before
     */
    static boolean train(
            List<Wish> wishes, Surroundings surroundings, CheckpointStore store, Map<Integer, Checkpoint> at) {
        try (Cohort cohort = new Cohort(store)) {
            for (Wish wish : wishes) {
                cohort.add(wish.within(surroundings.forMember(wish.member())), at.get(wish.member()));
            }
            return cohort.run(wishes.stream().map(wish -> at.get(wish.member())).toList());
        }
    }

    private void add(Trainer trainer, Checkpoint at) {
        if (at != null) {
            trainer.goTo(at);
            kept = true;
        }
        trainers.put(trainer.course(), trainer);
    }

    private boolean run(List<Checkpoint> at) {
        try (PhaseRun run = new PhaseRun(List.copyOf(trainers.keySet()), this)) {
            if (at.get(0) != null) {
                run.restore(at.stream().map(Checkpoint::tensors).toList());
            }
            return run.execute().stream().anyMatch(report -> report.stop() == StopReason.CANCELLED);
        }
    }

    @Override
    public void save(List<Course> running, List<Map<String, TensorBytes>> optimizers) {
        store.save(Checkpoint.together(states(running, optimizers)));
        kept = true;
    }

    /**
     * First all of this moment at once, those that have ended among them: if only one were kept as ended, the others
     * would go on after a stop from where it was still with them, but without it.
     */
    @Override
    public void left(Map<Course, PhaseReport> ended, List<Course> running, List<Map<String, TensorBytes>> optimizers) {
        List<Course> leaving = new ArrayList<>(ended.keySet());
        leaving.removeAll(concluded);
        Map<Integer, Checkpoint> states = states(running, optimizers);
        leaving.forEach(
                course -> states.put(member(course), trainers.get(course).after(ended.get(course))));
        if (kept || !running.isEmpty() || leaving.size() > 1) {
            store.save(Checkpoint.together(states));
            kept = true;
        }
        leaving.forEach(course -> trainers.get(course).conclude(ended.get(course)));
        concluded.addAll(leaving);
        if (running.isEmpty() && kept) {
            store.save(Checkpoint.together(Map.of()));
        }
    }

    private static Map<Integer, Checkpoint> states(List<Course> running, List<Map<String, TensorBytes>> optimizers) {
        Map<Integer, Checkpoint> states = new TreeMap<>();
        for (int i = 0; i < running.size(); i++) {
            states.put(member(running.get(i)), running.get(i).checkpoint(optimizers.get(i)));
        }
        return states;
    }

    private static int member(Course course) {
        List<Integer> members = course.setting().key().members();
        return members.get(members.size() - 1);
    }

    @Override
    public void close() {
        trainers.values().forEach(Trainer::close);
    }
}
