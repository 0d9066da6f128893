package dev.regimen.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * Which class each predicted class stands for, one to one, so that most predictions are right. A module that was never
 * told its labels may have found them up to such a renaming: digits that are all read off by five leave their sum
 * modulo ten as it is.
 *
 * <p>It has as many degrees of freedom as there are classes, so it is fitted on other examples than it is measured on.
 *
 * @param meanings the class that each predicted class stands for, a permutation
 */
public record Relabelling(List<Integer> meanings) {
    /** What the accuracy after it is called in tables and files. */
    public static final String METRIC = "relabelled-accuracy";

    public Relabelling {
        meanings = List.copyOf(meanings);
    }

    /** The best for these predictions (an assignment problem; Kuhn 1955, Munkres 1957). */
    public static Relabelling fit(Confusion confusion) {
        int classes = confusion.counts().length;
        Graph<Integer, DefaultWeightedEdge> graph = new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
        Set<Integer> predicted = new HashSet<>();
        Set<Integer> targets = new HashSet<>();
        for (int i = 0; i < classes; i++) {
            graph.addVertex(i);
            graph.addVertex(classes + i);
            predicted.add(i);
            targets.add(classes + i);
        }
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                graph.setEdgeWeight(
                        graph.addEdge(i, classes + j), (double) -confusion.counts()[i][j]);
            }
        }
        List<Integer> meanings = new ArrayList<>(java.util.Collections.nCopies(classes, 0));
        new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, predicted, targets)
                .getMatching()
                .forEach(edge -> meanings.set(graph.getEdgeSource(edge), graph.getEdgeTarget(edge) - classes));
        return new Relabelling(meanings);
    }

    /** The part of these predictions that is right once renamed, from 0 to 1. */
    public double accuracy(Confusion confusion) {
        long right = IntStream.range(0, meanings.size())
                .mapToLong(predicted -> confusion.counts()[predicted][meanings.get(predicted)])
                .sum();
        long all = java.util.Arrays.stream(confusion.counts())
                .flatMapToLong(java.util.Arrays::stream)
                .sum();
        return right / (double) (all + confusion.unanswered());
    }
}
