package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.NaiveNet;
import dev.regimen.benchmarks.NaiveNets;
import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.torch.Engine;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * The loop that a Java program writes on the binding to libtorch: no peer but ours, and what stands in where no peer is
 * installed.
 */
public final class BindingWorker {
    private BindingWorker() {}

    /** @param arguments the folder of the work */
    public static void main(String[] arguments) throws IOException {
        Pointer.maxPhysicalBytes(); // reads the binding's settings before the library changes them
        String name = "our loop on the binding, libtorch " + Engine.current().libtorch();
        new WorkerProgram(name)
                .serve(new WorkFolder(Path.of(arguments[0])), BindingWorker::worker, System.in, System.out);
    }

    static Worker worker(WorkFolder folder) {
        Work work = folder.work();
        if (work.kind() != Kind.TRAIN) {
            throw new UnableException("it trains");
        }
        return new BindingTraining(folder);
    }

    static NaiveNet net(Work work) {
        return switch (work.net()) {
            case "cnn" -> NaiveNets.cnn();
            case "lstm" -> NaiveNets.lstm(128);
            case "mlp" -> NaiveNets.mlp(64, 128, 128);
            default -> throw new UnableException("there is no " + work.net() + " here");
        };
    }
}
