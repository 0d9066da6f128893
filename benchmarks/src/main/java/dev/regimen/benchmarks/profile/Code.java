package dev.regimen.benchmarks.profile;

import java.util.regex.Pattern;

/** What kind of code the processor is in. */
enum Code {
    /** Convolutions, recurrent layers, and pooling and relu in its layout. */
    ONEDNN("oneDNN"),
    /** Products of matrices. */
    OPENBLAS("OpenBLAS"),
    /** What libtorch itself does with numbers, one after another, and copying. */
    LOOPS("other loops over numbers"),
    /** How libtorch comes to these: its dispatcher, graph, checks of shapes, allocation. */
    AROUND("dispatch and allocation"),
    JAVA("Java"),
    SYSTEM("system");

    /** What the symbols of libtorch's loops have in them; its namespaces for vectors, and names by its own habits. */
    private static final Pattern LOOP = Pattern.compile(
            "::(AVX512|AVX2|DEFAULT)::|callback_fn<|_kernel|[Ll]oop|invoke_parallel|parallel_for|vec_|_fused_step|cpublas");

    /** Has a loop's name in it, but only leads there. */
    private static final Pattern TRAMPOLINE = Pattern.compile("wrap_kernel_functor|make_boxed_from");

    private static final Pattern MATHEMATICS = Pattern.compile("libm[.-]");
    private static final Pattern C = Pattern.compile("libc[.-]");
    private static final Pattern COPY = Pattern.compile("mem(move|cpy|set)");
    private static final Pattern VIRTUAL_MACHINE = Pattern.compile("libjvm|libjni|libjava|libnio|libzip|libjimage");
    private static final String KERNEL = "[kernel";
    private static final String VDSO = "[vdso]";

    private final String title;

    Code(String title) {
        this.title = title;
    }

    /**
     * As {@code perf script -F ip,sym,dso} tells a place: an address, the name of a function and, in parentheses, the
     * file it is from.
     *
     * @param java what of the memory is Java's compiled code; what else belongs to no file was made by oneDNN, which
     *     compiles its kernels as well
     */
    static Code of(String line, CodeCache java) {
        String place = line.strip();
        int space = place.indexOf(' ');
        int file = place.lastIndexOf(" (");
        long address = Long.parseUnsignedLong(place.substring(0, space), 16);
        String function = file > space ? place.substring(space + 1, file) : "";
        String library = place.substring(file + 2, place.length() - 1);
        if (address < 0 || library.startsWith(KERNEL) || library.equals(VDSO)) {
            return SYSTEM; // the upper half of the addresses is the kernel's
        }
        if (java.contains(address) || VIRTUAL_MACHINE.matcher(library).find()) {
            return JAVA;
        }
        if (library.contains("libopenblas")) {
            return OPENBLAS;
        }
        if (!library.contains(".so") || function.contains("dnnl")) {
            return ONEDNN;
        }
        boolean copies = C.matcher(library).find() && COPY.matcher(function).find();
        boolean loops = library.contains("libtorch")
                && LOOP.matcher(function).find()
                && !TRAMPOLINE.matcher(function).find();
        return copies || loops || MATHEMATICS.matcher(library).find() ? LOOPS : AROUND;
    }

    @Override
    public String toString() {
        return title;
    }
}
