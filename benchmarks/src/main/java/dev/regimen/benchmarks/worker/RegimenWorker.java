package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.run.Build;
import dev.regimen.torch.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Regimen doing a work through what it offers to everybody, in a process of its own. */
public final class RegimenWorker {
    private RegimenWorker() {}

    /** @param arguments the folder of the work */
    public static void main(String[] arguments) throws IOException {
        Engine engine = Engine.current();
        String name = "Regimen " + Build.CURRENT.version() + " " + Build.CURRENT.commit() + " on libtorch "
                + engine.libtorch() + " " + engine.vectors() + ", BLAS kernel " + engine.blasKernel();
        new WorkerProgram(name)
                .serve(new WorkFolder(Path.of(arguments[0])), RegimenWorker::worker, System.in, System.out);
    }

    /** Ready to do a work; to be closed by the caller. */
    public static Worker worker(WorkFolder folder) {
        Kind kind = folder.work().kind();
        return switch (kind) {
            case TRAIN, CHAIN -> new RegimenTraining(folder);
            case PREDICT, START -> new RegimenPrediction(folder);
            case COMPARE -> new RegimenComparison(folder, List.of());
            case SEEDS -> new RegimenSeeds(folder);
        };
    }
}
