package dev.regimen.training;

import java.util.ArrayList;
import java.util.List;

/** What the members of an ensemble want to do next. Used by one thread at a time. */
final class Wishes {
    private final int depth;
    private final List<Wish> wishes = new ArrayList<>();

    /** @param ensemble whose members are asked; members of members have nothing to say */
    Wishes(TrainingKey ensemble) {
        this.depth = ensemble.members().size() + 1;
    }

    void add(Wish wish) {
        if (wish.given().key().members().size() == depth) {
            wishes.add(wish);
        }
    }

    List<Wish> all() {
        return List.copyOf(wishes);
    }
}
