package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * What there is to beat: a client that does nothing but post, with the bodies that the relay posted, to the same target.
 * It receives nothing, stores nothing and keeps no promise.
 */
final class BareClient {

    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final URI graphUrl;
    private final byte[] sample;

    BareClient(URI graphUrl, byte[] sample) {
        this.graphUrl = graphUrl;
        this.sample = sample;
        this.client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(64, 1, TimeUnit.MINUTES))
                .build();
    }

    /** One post at a time in each channel, as order wants it. */
    void inOrder(Run run) throws InterruptedException {
        AtomicInteger lanes = new AtomicInteger();
        threads(run.channels(), () -> {
            AtomicInteger next = new AtomicInteger(lanes.getAndIncrement());
            posts(run, () -> next.getAndAdd(run.channels()));
        });
    }

    /** So many posts at once, in no order. */
    void unordered(Run run, int atOnce) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        threads(atOnce, () -> posts(run, next::getAndIncrement));
    }

    private void posts(Run run, IntSupplier next) {
        int digits = Runs.digits(sample);
        for (int index = next.getAsInt(); index < run.count(); index = next.getAsInt()) {
            int number = run.number(index);
            byte[] body = Runs.renumbered(sample, digits, number);
            Request request = new Request.Builder()
                    .url(graphUrl + GraphStub.messagesPath(number % run.channels()))
                    .header("Authorization", "Bearer benchmark-access")
                    .post(RequestBody.create(body, JSON))
                    .build();
            run.sending(index, System.nanoTime());
            run.answered(index, post(request));
        }
    }

    private int post(Request request) {
        try (Response response = client.newCall(request).execute()) {
            response.body().bytes();
            return response.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void threads(int count, Runnable work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(work, "bare-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
