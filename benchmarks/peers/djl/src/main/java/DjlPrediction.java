import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** DJL as its guide predicts: a predictor for each model, and here the mean of their probabilities. */
final class DjlPrediction implements DjlWork {
    private final WorkFiles work;
    private final NDManager manager = NDManager.newBaseManager();
    private final List<Model> models = new ArrayList<>();
    private final List<Predictor<NDList, NDList>> predictors = new ArrayList<>();
    private final NDArray inputs;

    DjlPrediction(WorkFiles work) {
        this.work = work;
        inputs = work.inputs(manager, "test");
        for (int i = 0; i < work.members(); i++) {
            Model model = Nets.model(work.net());
            model.getBlock()
                    .initialize(
                            model.getNDManager(), DataType.FLOAT32, new Shape(work.batch()).addAll(work.shape()));
            models.add(model);
            predictors.add(model.newPredictor(new NoopTranslator()));
        }
    }

    @Override
    public long parameters() {
        return Nets.parameters(models.get(0));
    }

    @Override
    public JsonObject round(int seed) throws TranslateException {
        long start = System.nanoTime();
        for (int call = 0; call < work.calls(); call++) {
            try (NDManager scope = manager.newSubManager()) {
                long at = (long) call * work.batch() % inputs.size(0);
                NDArray batch = inputs.get(scope, new NDIndex().addSliceDim(at, at + work.batch()));
                probabilities(scope, batch);
            }
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("seconds", (System.nanoTime() - start) / 1e9);
        return answer;
    }

    private NDArray probabilities(NDManager scope, NDArray batch) throws TranslateException {
        NDArray sum = null;
        for (Predictor<NDList, NDList> predictor : predictors) {
            NDList said = predictor.predict(new NDList(batch));
            said.attach(scope);
            NDArray own = said.singletonOrThrow().softmax(1);
            sum = sum == null ? own : sum.addi(own);
        }
        return predictors.size() == 1 ? sum : sum.divi(predictors.size());
    }
}
