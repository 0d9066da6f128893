package dev.regimen.benchmarks.peers;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How many times as fast as a peer Regimen is to be. */
final class Targets {
    private static final Map<String, Map<String, Double>> BY_WORK = new HashMap<>();

    static {
        for (String work : new String[] {"cnn-32", "cnn-128", "mlp", "lstm"}) {
            double plain = work.equals("lstm") ? 1.2 : 2;
            add(work, plain, "pytorch-plain", "pytorch-gathered");
            add(work, 1.1, "pytorch-tuned", "pytorch-compiled", "jax");
            add(work, 3, "djl");
        }
        add("cnns-5", 3, "torchensemble", "torchensemble-jobs");
        add("mlps-16", 8, "torchensemble", "torchensemble-jobs");
        add("mlps-100", 15, "torchensemble", "torchensemble-jobs");
        add("digit-sum", 5, "script");
        add("digit-sum", 1.5, "script-tuned");
        for (String work : new String[] {"latency-cnn", "latency-mlp", "latency-cnns-5"}) {
            add(work, 2, "pytorch-plain");
        }
    }

    private Targets() {}

    private static void add(String work, double target, String... peers) {
        for (String peer : peers) {
            BY_WORK.computeIfAbsent(work, name -> new HashMap<>()).put(peer, target);
        }
    }

    /** By work, and in that by peer. */
    static Map<String, Map<String, Double>> all() {
        return Collections.unmodifiableMap(BY_WORK);
    }

    /** Nothing where none is set. */
    static OptionalDouble of(String work, String peer) {
        Double target = BY_WORK.getOrDefault(work, Map.of()).get(peer);
        return target == null ? OptionalDouble.empty() : OptionalDouble.of(target);
    }
}
