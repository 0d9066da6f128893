package dev.regimen.study;

import java.util.List;

/**
 * What a study says about a claim.
 *
 * @param evidence sentences with the numbers that speak for it, or that leave it open
 * @param against sentences with the numbers that speak against it
 */
public record Finding(Claim claim, Verdict verdict, List<String> evidence, List<String> against) {
    public Finding {
        evidence = List.copyOf(evidence);
        against = List.copyOf(against);
    }
}
