package dev.regimen.training;

import java.util.Optional;

/** Where the checkpoints of one training go. Only the newest is kept. */
public interface CheckpointStore {
    /** Keeps nothing. */
    CheckpointStore NONE = new CheckpointStore() {
        @Override
        public Optional<Checkpoint> load() {
            return Optional.empty();
        }

        @Override
        public void save(Checkpoint checkpoint) {}

        @Override
        public CheckpointStore forMember(int index) {
            return this;
        }

        @Override
        public CheckpointStore forCohort(int first) {
            return this;
        }
    };

    /** The newest checkpoint, if there is one. */
    Optional<Checkpoint> load();

    /** Replaces the newest checkpoint: whenever the process dies, either the old one or the new one is there, whole. */
    void save(Checkpoint checkpoint);

    /** The store of a member's training. */
    CheckpointStore forMember(int index);

    /**
     * The store of members that go through phases in step, until each has come to an end.
     *
     * @param first the index of the first that may be among them
     */
    CheckpointStore forCohort(int first);
}
