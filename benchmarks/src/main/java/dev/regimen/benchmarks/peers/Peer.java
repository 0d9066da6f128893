package dev.regimen.benchmarks.peers;

import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.worker.BindingWorker;
import dev.regimen.benchmarks.worker.RegimenWorker;
import java.util.List;
import java.util.function.Predicate;

/**
 * Somebody to be measured beside.
 *
 * @param name in targets, on the command line and in the saved results
 * @param title for the table
 * @param program a program below {@code benchmarks/peers}, or a main class, with its arguments after the folder of the
 *     work
 * @param suits works that it is about; what it cannot do of those, its program says
 */
record Peer(String name, String title, Language language, List<String> program, Predicate<Work> suits) {
    /** What a program is written in, which says how it is started. */
    enum Language {
        /** A main class on this Maven module's own class path. */
        JAVA,
        /** A main class of {@code benchmarks/peers/djl}, built apart. */
        DJL,
        /** A file below {@code benchmarks/peers}. */
        PYTHON
    }

    /** The one that all others are measured beside. */
    static final Peer REGIMEN = java("regimen", "Regimen", RegimenWorker.class, work -> true);

    /** All others, in the order of the table. */
    static final List<Peer> OTHERS = List.of(
            python("pytorch-plain", "PyTorch, plain", Peer::models, "pytorch_plain.py"),
            python(
                    "pytorch-gathered",
                    "PyTorch, plain, no DataLoader",
                    Peer::oneTrained,
                    "pytorch_plain.py",
                    "--gathered"),
            python("pytorch-tuned", "PyTorch, tuned", Peer::models, "pytorch_tuned.py"),
            python(
                    "pytorch-compiled",
                    "PyTorch, tuned, compiled",
                    Peer::oneOrPredicted,
                    "pytorch_tuned.py",
                    "--compiled"),
            python("jax", "JAX, compiled", Peer::models, "jax_compiled.py"),
            python("torchensemble", "Ensemble-PyTorch", Peer::ensembles, "ensemble_pytorch.py"),
            python(
                    "torchensemble-jobs",
                    "Ensemble-PyTorch, 2 processes",
                    Peer::ensembles,
                    "ensemble_pytorch.py",
                    "--jobs"),
            python("scikit-learn", "scikit-learn", Peer::mlps, "sklearn_mlp.py"),
            python("script", "PyTorch script, plain", Peer::comparison, "digit_sum.py"),
            python("script-tuned", "PyTorch script, tuned, 2 processes", Peer::comparison, "digit_sum.py", "--tuned"),
            new Peer("djl", "DJL", Language.DJL, List.of("DjlWorker"), work -> oneOrPredicted(work) && !work.divided()),
            java(
                    "binding",
                    "our own loop on the binding (no peer)",
                    BindingWorker.class,
                    work -> trained(work) && !work.divided()));

    private static boolean comparison(Work work) {
        return work.kind() == Kind.COMPARE;
    }

    private static boolean models(Work work) {
        return !comparison(work) && !work.alone();
    }

    private static boolean ensembles(Work work) {
        return trained(work) && work.members() > 1;
    }

    private static boolean oneOrPredicted(Work work) {
        return models(work) && !ensembles(work);
    }

    private static boolean trained(Work work) {
        return work.kind() == Kind.TRAIN && !work.alone();
    }

    private static boolean oneTrained(Work work) {
        return trained(work) && work.members() == 1;
    }

    private static boolean mlps(Work work) {
        return models(work) && work.net().equals("mlp") && !work.divided();
    }

    private static Peer python(String name, String title, Predicate<Work> suits, String... program) {
        return new Peer(name, title, Language.PYTHON, List.of(program), suits);
    }

    private static Peer java(String name, String title, Class<?> mainClass, Predicate<Work> suits) {
        return new Peer(name, title, Language.JAVA, List.of(mainClass.getName()), suits);
    }
}
