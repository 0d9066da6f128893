package dev.regimen.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regimen.torch.Engine;
import dev.regimen.torch.ImageLayout;
import java.io.IOException;

/** Reads what computed, also from runs of when there was one layout of images, which do not name it. */
final class EngineReader extends JsonDeserializer<Engine> {
    private static final String IMAGES = "images";

    private final JsonMapper mapper;

    /** @param mapper which knows nothing of this reader */
    EngineReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Engine deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode engine = context.readTree(parser);
        if (engine instanceof ObjectNode named && !named.hasNonNull(IMAGES)) {
            named.set(IMAGES, mapper.valueToTree(ImageLayout.CHANNELS_LAST));
        }
        return mapper.treeToValue(engine, Engine.class);
    }
}
