package dev.footbridge.http;

import dev.footbridge.core.connector.ConnectorException;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Sends requests that no vendor SDK covers and reads whole answers. Safe for concurrent use; does not close the client. */
public final class HttpSender {

    private static final byte[] EMPTY = {};

    private final OkHttpClient client;

    public HttpSender(OkHttpClient client) {
        this.client = client;
    }

    /**
     * Sends once and waits. Every status is an answer; only a missing answer is an exception.
     *
     * @throws ConnectorException if there was no answer, or one that is too large
     */
    public HttpAnswer send(Request request) throws ConnectorException, InterruptedException {
        try (Response response = client.newCall(request).execute()) {
            ResponseBody body = response.body();
            return new HttpAnswer(response.code(), response.headers(), body == null ? EMPTY : body.bytes());
        } catch (IOException e) {
            throw HttpFailures.of(e);
        }
    }
}
