import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** DJL as its book trains: blocks, a data set, a trainer with Adam. Says what the other peers' programs say. */
public final class DjlWorker {
    private final WorkFiles work;
    private final NDManager manager;
    private final ArrayDataset training;
    private final NDArray testInputs;
    private final NDArray testLabels;

    private DjlWorker(WorkFiles work) {
        this.work = work;
        manager = NDManager.newBaseManager();
        training = new ArrayDataset.Builder()
                .setData(work.inputs(manager, "train"))
                .optLabels(work.labels(manager, "train"))
                .setSampling(work.batch(), true)
                .build();
        testInputs = work.inputs(manager, "test");
        testLabels = work.labels(manager, "test");
    }

    /** @param arguments the folder of the work */
    public static void main(String[] arguments) throws IOException, TranslateException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        WorkFiles work = new WorkFiles(Path.of(arguments[0]));
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(work.threads()));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        if (!Nets.has(work.net())) {
            answers.println("{\"unable\": \"there is no " + work.net() + " here\"}");
            return;
        }
        DjlWorker worker = new DjlWorker(work);
        answers.println(worker.ready());
        BufferedReader seeds = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = seeds.readLine(); line != null; line = seeds.readLine()) {
            answers.println(worker.round(Integer.parseInt(line.strip())));
        }
    }

    private JsonObject ready() {
        JsonObject answer = new JsonObject();
        Engine engine = Engine.getInstance();
        answer.addProperty("peer", "DJL " + Engine.getDjlVersion() + " on PyTorch " + engine.getVersion());
        answer.addProperty("on", "Java " + Runtime.version().feature());
        try (Model model = model();
                Trainer trainer = trainer(model)) {
            answer.addProperty(
                    "parameters",
                    model.getBlock().getParameters().values().stream()
                            .mapToLong(parameter -> parameter.getArray().size())
                            .sum());
        }
        return answer;
    }

    private JsonObject round(int seed) throws IOException, TranslateException {
        Engine.getInstance().setRandomSeed(seed);
        try (Model model = model();
                Trainer trainer = trainer(model)) {
            long start = System.nanoTime();
            for (int epoch = 0; epoch < work.epochs(); epoch++) {
                for (Batch batch : trainer.iterateDataset(training)) {
                    EasyTrain.trainBatch(trainer, batch);
                    trainer.step();
                    batch.close();
                }
            }
            JsonObject answer = new JsonObject();
            answer.addProperty("seconds", (System.nanoTime() - start) / 1e9);
            answer.addProperty("accuracy", accuracy(trainer));
            return answer;
        }
    }

    private Model model() {
        Model model = Model.newInstance(work.net());
        model.setBlock(Nets.of(work.net()));
        return model;
    }

    private Trainer trainer(Model model) {
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed((float) work.rate()))
                        .build());
        Trainer trainer = model.newTrainer(config);
        trainer.initialize(new Shape(work.batch()).addAll(work.shape()));
        return trainer;
    }

    private double accuracy(Trainer trainer) {
        try (NDManager scope = manager.newSubManager()) {
            testInputs.attach(scope);
            testLabels.attach(scope);
            NDArray said = trainer.evaluate(new NDList(testInputs)).singletonOrThrow().argMax(1);
            double hits = said.eq(testLabels).sum().getLong();
            double accuracy = hits / testLabels.size();
            testInputs.attach(manager);
            testLabels.attach(manager);
            return accuracy;
        }
    }
}
