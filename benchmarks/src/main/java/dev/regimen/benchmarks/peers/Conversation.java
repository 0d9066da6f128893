package dev.regimen.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/** With somebody who works. Failing is an {@link IllegalStateException} that says why. */
interface Conversation extends AutoCloseable {
    /** What it says when it is ready: who it is, or why it is unable. */
    JsonNode ready();

    /** Has it do a round. */
    JsonNode round(long seed);

    /** The most memory that it had at once, in bytes, without that of processes it started; where that is known. */
    OptionalLong peakBytes();

    @Override
    void close();
}
