package dev.regimen.model;

import dev.regimen.data.Field;
import dev.regimen.data.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A model's description: an acyclic graph of modules, apart from their weights. It can make any number of models, which
 * is what seeds, ensembles and fusion need.
 *
 * @param modules ordered so that each reads only fields and modules before it
 */
public record ModelSpec(List<ModuleSpec> modules) {
    /**
     * Sorts the modules into the graph's order.
     *
     * @throws IllegalArgumentException if two modules have one name, or they read each other in a circle
     */
    public ModelSpec {
        modules = sorted(modules);
    }

    public static ModelSpec of(ModuleSpec... modules) {
        return new ModelSpec(List.of(modules));
    }

    /** The names of the modules in the graph's order. */
    public List<String> names() {
        return modules.stream().map(ModuleSpec::name).toList();
    }

    /** @throws IllegalArgumentException if there is no such module; the message names the nearest */
    public ModuleSpec module(String name) {
        return modules.stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Names.unknown("module", name, names())));
    }

    /** These modules and all that they need, in the graph's order. */
    public List<String> ancestors(Collection<String> wanted) {
        Set<String> needed = new LinkedHashSet<>(wanted);
        for (int i = modules.size() - 1; i >= 0; i--) {
            if (needed.contains(modules.get(i).name())) {
                needed.addAll(modules.get(i).reads());
            }
        }
        return names().stream().filter(needed::contains).toList();
    }

    /**
     * The same without those whose values are there already, and without what only those need.
     *
     * @param given names of values
     */
    List<String> ancestors(Collection<String> wanted, Set<String> given) {
        Set<String> needed = new LinkedHashSet<>(wanted);
        for (int i = modules.size() - 1; i >= 0; i--) {
            String name = modules.get(i).name();
            if (needed.contains(name) && !given.contains(name)) {
                needed.addAll(modules.get(i).reads());
            }
        }
        return names().stream()
                .filter(name -> needed.contains(name) && !given.contains(name))
                .toList();
    }

    /** The same graph with every module renamed, and every reading of it. */
    public ModelSpec renamed(UnaryOperator<String> naming) {
        Set<String> own = Set.copyOf(names());
        return new ModelSpec(modules.stream()
                .map(module -> new ModuleSpec(
                        naming.apply(module.name()),
                        module.reads().stream()
                                .map(read -> own.contains(read) ? naming.apply(read) : read)
                                .toList(),
                        module.each(),
                        module.net()))
                .toList());
    }

    /**
     * The same graph with a module before each of these fields, which all read in the field's place. It sees one item
     * at a time where the first module does that reads it.
     *
     * @param suffix of the new modules' names, which begin with that of the field
     */
    public ModelSpec behind(Collection<String> fields, String suffix, Net net) {
        List<ModuleSpec> all = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (ModuleSpec module : modules) {
            module.reads().stream()
                    .filter(fields::contains)
                    .filter(field -> names.put(field, field + suffix) == null)
                    .forEach(field -> all.add(new ModuleSpec(field + suffix, List.of(field), module.each(), net)));
            List<String> reads = module.reads().stream()
                    .map(read -> names.getOrDefault(read, read))
                    .toList();
            all.add(new ModuleSpec(module.name(), reads, module.each(), module.net()));
        }
        return new ModelSpec(all);
    }

    /**
     * Makes a model with weights drawn from the seed.
     *
     * @param fields what examples have
     * @throws IllegalArgumentException if a module reads what does not exist or does not fit; the message names both
     */
    public Model create(Map<String, Field> fields, long seed) {
        return new Model(this, fields, seed);
    }

    private static List<ModuleSpec> sorted(List<ModuleSpec> modules) {
        Map<String, ModuleSpec> waiting = new LinkedHashMap<>();
        for (ModuleSpec module : modules) {
            if (waiting.put(module.name(), module) != null) {
                throw new IllegalArgumentException("two modules are called '" + module.name() + "'");
            }
        }
        List<ModuleSpec> sorted = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Optional<ModuleSpec> next = waiting.values().stream()
                    .filter(module -> module.reads().stream().noneMatch(waiting::containsKey))
                    .findFirst();
            sorted.add(next.orElseThrow(() -> new IllegalArgumentException("the modules read each other in a circle: "
                    + waiting.values().stream()
                            .map(module -> module.name() + " reads " + String.join(", ", module.reads()))
                            .collect(Collectors.joining("; ")))));
            waiting.remove(next.get().name());
        }
        return List.copyOf(sorted);
    }
}
