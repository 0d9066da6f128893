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
import java.io.IOException;

/** DJL as its book trains: blocks, a data set, a trainer with Adam. */
final class DjlTraining implements DjlWork {
    private final WorkFiles work;
    private final NDManager manager;
    private final ArrayDataset training;
    private final NDArray testInputs;
    private final NDArray testLabels;

    DjlTraining(WorkFiles work) {
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

    @Override
    public long parameters() {
        try (Model model = Nets.model(work.net());
                Trainer trainer = trainer(model)) {
            return Nets.parameters(model);
        }
    }

    @Override
    public JsonObject round(int seed) throws IOException, TranslateException {
        Engine.getInstance().setRandomSeed(seed);
        try (Model model = Nets.model(work.net());
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
