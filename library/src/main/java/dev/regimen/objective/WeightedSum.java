package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A weighted sum of objectives, of different modules or several of one module, as cross-entropy and Dice.
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
     * @throws IllegalArgumentException if there are no terms, or two of one module about different targets: there would
     *     be two predictions of it
     */
    public WeightedSum {
        if (terms == null || terms.isEmpty()) {
            throw new IllegalArgumentException("weighted-sum needs 'terms', a list of objectives with weights");
        }
        terms = List.copyOf(terms);
        Map<String, Head> modules = new HashMap<>();
        for (Term term : terms) {
            Head head = term.objective();
            Head earlier = head.of() == null ? null : modules.putIfAbsent(head.of(), head);
            if (earlier != null && !earlier.target().equals(head.target())) {
                throw new IllegalArgumentException("two terms of weighted-sum hold module '" + head.of() + "' against '"
                        + earlier.target() + "' and '" + head.target() + "', but a module has one target");
            }
            if (earlier != null && !earlier.ignored().equals(head.ignored())) {
                throw new IllegalArgumentException("two terms of weighted-sum about module '" + head.of()
                        + "' have different settings of 'ignore-index'");
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
    public Tensor losses(Outputs outputs, Batch batch) {
        return terms.stream()
                .map(term -> term.objective().losses(outputs, batch).mul(new Scalar(term.weight())))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    /** One for each module: what several terms hold against one target is one prediction. */
    @Override
    public List<Head> heads() {
        Map<String, Head> first = new LinkedHashMap<>();
        terms.forEach(term -> first.putIfAbsent(term.objective().of(), term.objective()));
        return List.copyOf(first.values());
    }

    @Override
    public Objective fitted(Map<String, Field> fields) {
        return new WeightedSum(terms.stream()
                .map(term -> new Term(term.objective().fitted(fields), term.weight()))
                .toList());
    }

    @Override
    public Objective renamed(UnaryOperator<String> names) {
        return new WeightedSum(terms.stream()
                .map(term -> new Term(term.objective().renamed(names), term.weight()))
                .toList());
    }

    @Override
    public void check(Map<String, Field> fields) {
        terms.forEach(term -> term.objective().check(fields));
    }
}
