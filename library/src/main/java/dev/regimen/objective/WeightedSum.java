package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A weighted sum of objectives of different modules.
 *
 * @param terms at least one; the first is the one that a single prediction is made from
 */
public record WeightedSum(List<Term> terms) implements Objective {
    /**
     * One objective of a sum.
     *
     * @param objective of one module
     * @param weight its factor, above 0; 1 unless given
     */
    public record Term(Head objective, Double weight) {
        public Term {
            weight = weight == null ? 1.0 : weight;
            if (objective == null) {
                throw new IllegalArgumentException("a term of weighted-sum needs 'objective'");
            }
            if (!(weight > 0) || weight.isInfinite()) {
                throw new IllegalArgumentException("weight is " + weight + ", but must be a number above 0");
            }
        }
    }

    /**
     * @throws IllegalArgumentException if there are no terms, or two of one module: their predictions would be mixed up
     */
    public WeightedSum {
        if (terms == null || terms.isEmpty()) {
            throw new IllegalArgumentException("weighted-sum needs 'terms', a list of objectives with weights");
        }
        terms = List.copyOf(terms);
        Set<String> modules = new HashSet<>();
        for (Term term : terms) {
            if (!modules.add(term.objective().of())) {
                throw new IllegalArgumentException("two terms of weighted-sum are about module '"
                        + term.objective().of() + "', but each must be about another");
            }
        }
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        return terms.stream()
                .map(term -> term.objective().loss(outputs, batch).mul(new Scalar(term.weight())))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    @Override
    public List<Head> heads() {
        return terms.stream().map(Term::objective).toList();
    }

    @Override
    public void check(Map<String, Field> fields) {
        heads().forEach(head -> head.check(fields));
    }
}
