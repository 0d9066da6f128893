package dev.regimen.task;

import dev.regimen.torch.Seeds;
import java.util.Random;

/**
 * Which of the training examples are seen. It has a seed apart from that of the order, so that all phases of one
 * training see the same of them.
 *
 * @param sampling how they are chosen
 * @param seed fixes what is drawn
 * @param place which of the ensemble's members sees them, for what is dealt out among these
 */
public record Sample(Sampling sampling, long seed, Place place) {
    /** All of them. */
    public static final Sample ALL = new Sample(Sampling.ALL, 0);

    /**
     * A member among others.
     *
     * @param index of it, from 0
     * @param members how many there are; 0 if that is not known
     * @param seed the same for all of them
     */
    public record Place(int index, int members, long seed) {
        /** Somebody alone. */
        public static final Place ALONE = new Place(0, 0, 0);
    }

    /** Of somebody who is no member. */
    public Sample(Sampling sampling, long seed) {
        this(sampling, seed, Place.ALONE);
    }

    /**
     * What a member sees of it.
     *
     * @param ownSeed the member's and not a phase's: all its phases see the same
     * @throws IllegalArgumentException if some examples would be drawn of those that were drawn already
     */
    public Sample ofMember(Sampling own, long ownSeed, Place ownPlace) {
        if (own.equals(Sampling.ALL)) {
            return this;
        }
        if (!sampling.equals(Sampling.ALL)) {
            throw new IllegalArgumentException("this ensemble draws training examples for its members, but is itself a"
                    + " member whose examples are drawn; let only one of them draw");
        }
        return new Sample(own, ownSeed, ownPlace);
    }

    /** The positions of the examples to see. */
    long[] positions(Population population) {
        return sampling.choose(population, new Random(Seeds.derive(seed, "bootstrap")), place);
    }
}
