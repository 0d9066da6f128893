package dev.regimen.explanation;

import java.util.List;

/**
 * What a regimen trains by what, and what that makes it.
 *
 * @param regimen its name
 * @param phases in order; an ensemble's are its members', one member after another
 */
public record Explanation(String regimen, List<PhaseExplanation> phases, Verdict verdict) {
    public Explanation {
        phases = List.copyOf(phases);
    }
}
