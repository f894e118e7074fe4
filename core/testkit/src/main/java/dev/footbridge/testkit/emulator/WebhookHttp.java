package dev.footbridge.testkit.emulator;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The HTTP client of the webhook sender: no redirects, no silent repetition. */
final class WebhookHttp implements AutoCloseable {
    private static final long MAX_REPLY_BYTES = 64 * 1024;

    private final OkHttpClient client;
    private final Map<Duration, OkHttpClient> byTimeout = new ConcurrentHashMap<>();

    WebhookHttp(int maxInFlight) {
        // Idle connections live briefly: a subscriber that restarted must not cost an attempt on a dead connection.
        this.client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(maxInFlight, 4, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .readTimeout(Duration.ZERO)
                .build();
    }

    SubscriberReply post(
            WebhookDelivery delivery, Map<String, String> headers, Duration timeout, IntPredicate isDelivered) {
        try {
            Request.Builder request = new Request.Builder()
                    .url(delivery.target().toString())
                    .post(RequestBody.create(delivery.body(), MediaType.get(delivery.contentType())));
            headers.forEach(request::header);
            try (Response response =
                    withTimeout(timeout).newCall(request.build()).execute()) {
                String body = response.peekBody(MAX_REPLY_BYTES).string();
                WebhookPolicy.Failure failure = isDelivered.test(response.code())
                        ? WebhookPolicy.Failure.NONE
                        : WebhookPolicy.Failure.HTTP_ERROR;
                return new SubscriberReply(response.code(), failure, lowerCase(response), body);
            }
        } catch (SSLException e) {
            return none(WebhookPolicy.Failure.TLS);
        } catch (InterruptedIOException e) {
            return none(WebhookPolicy.Failure.TIMEOUT);
        } catch (IOException | IllegalArgumentException e) {
            return none(WebhookPolicy.Failure.CONNECTION);
        }
    }

    private OkHttpClient withTimeout(Duration timeout) {
        return byTimeout.computeIfAbsent(
                timeout, wanted -> client.newBuilder().callTimeout(wanted).build());
    }

    private static SubscriberReply none(WebhookPolicy.Failure failure) {
        return new SubscriberReply(0, failure, Map.of(), "");
    }

    private static Map<String, String> lowerCase(Response response) {
        Map<String, String> result = new LinkedHashMap<>();
        for (int i = 0; i < response.headers().size(); i++) {
            result.put(
                    response.headers().name(i).toLowerCase(Locale.ROOT),
                    response.headers().value(i));
        }
        return result;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
