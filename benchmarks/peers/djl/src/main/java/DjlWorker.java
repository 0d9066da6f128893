import ai.djl.engine.Engine;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Says of DJL what the other peers' programs say of theirs. */
public final class DjlWorker {
    private DjlWorker() {}

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
        DjlWork done = work.predicts() ? new DjlPrediction(work) : new DjlTraining(work);
        answers.println(ready(done));
        BufferedReader seeds = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = seeds.readLine(); line != null; line = seeds.readLine()) {
            answers.println(done.round(Integer.parseInt(line.strip())));
        }
    }

    private static JsonObject ready(DjlWork done) {
        JsonObject answer = new JsonObject();
        Engine engine = Engine.getInstance();
        answer.addProperty("peer", "DJL " + Engine.getDjlVersion() + " on PyTorch " + engine.getVersion());
        answer.addProperty("on", "Java " + Runtime.version().feature());
        answer.addProperty("parameters", done.parameters());
        return answer;
    }
}
