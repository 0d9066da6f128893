import ai.djl.translate.TranslateException;
import com.google.gson.JsonObject;
import java.io.IOException;

/** A work as DJL does it. */
interface DjlWork {
    /** Numbers of one model. */
    long parameters();

    /** The seconds of a round, and how good it was if something was trained. */
    JsonObject round(int seed) throws IOException, TranslateException;
}
