package dev.footbridge.benchmarks;

import dev.footbridge.benchmarks.StubServer.Answer;
import dev.footbridge.benchmarks.StubServer.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Carries files whole through its heap, with whatever fault a test plants, and text in order beside them. */
final class FakeFileRelay implements Pump.Carrier, AutoCloseable {

    /** What happens to the bytes of a file on the way. */
    interface Fault {
        byte[] change(SharedFile file, byte[] bytes);
    }

    private static final Pattern MESSAGE = Pattern.compile("/messages\\('(\\d+)'\\)");
    private static final Pattern CHANNEL = Pattern.compile("\"channel\":\"C0BENCH(\\d{4})\"");

    private final Stubs stubs;
    private final Fault fault;
    private final int posts;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService work = Executors.newCachedThreadPool();
    private final ExecutorService text = Executors.newSingleThreadExecutor();
    private final StubServer server = StubServer.start("fake-relay", this::receive);

    /** @param posts how often each file is shown */
    FakeFileRelay(Stubs stubs, Fault fault, int posts) {
        this.stubs = stubs;
        this.fault = fault;
        this.posts = posts;
    }

    URI webhook(String connector) {
        return server.url().resolve("/hooks/" + connector);
    }

    private Answer receive(Request request) {
        boolean file = request.path().endsWith("/teams") || request.text().contains("\"files\"");
        (file ? work : text).execute(() -> {
            try {
                if (request.path().endsWith("/teams")) {
                    fromTeams(request.text());
                } else {
                    fromSlack(request.text());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return Answer.empty(202);
    }

    private void fromSlack(String event) throws IOException, InterruptedException {
        Matcher channel = CHANNEL.matcher(event);
        if (!channel.find()) {
            throw new IOException("an event without a channel");
        }
        URI target = URI.create(stubs.graph().graphUrl() + GraphStub.messagesPath(Integer.parseInt(channel.group(1))));
        if (!event.contains("\"files\"")) {
            post(target, event);
            return;
        }
        SharedFile file = stubs.shared().namedIn(event).orElseThrow();
        carry(FilePair.SLACK_TO_TEAMS.job(stubs, file), file);
        for (int i = 0; i < posts; i++) {
            post(target, "{\"attachments\":[{\"name\":\"" + file.name() + "\"}]}");
        }
    }

    private void fromTeams(String notification) throws IOException, InterruptedException {
        Matcher id = MESSAGE.matcher(notification);
        if (!id.find()) {
            throw new IOException("a notification without a message");
        }
        String message = stubs.graphMessages().find(id.group(1)).orElseThrow();
        SharedFile file = stubs.shared().namedIn(message).orElseThrow();
        int channel = World.teamsChannelIn(message);
        carry(FilePair.TEAMS_TO_SLACK.job(stubs, file), file);
        for (int i = 0; i < posts; i++) {
            post(
                    URI.create(stubs.slack().apiUrl() + "/files.completeUploadExternal"),
                    "files=" + file.name() + "&channel_id=" + World.slackChannel(channel));
        }
    }

    private void post(URI target, String body) throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(target)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }

    /** The bare pipe has no faults. */
    @Override
    public void carry(List<Pump.Job> jobs) throws IOException {
        Pump pump = new Pump();
        for (Pump.Job job : jobs) {
            pump.carry(job);
        }
    }

    private void carry(Pump.Job job, SharedFile file) throws IOException, InterruptedException {
        byte[] bytes = client.send(HttpRequest.newBuilder(job.from()).build(), BodyHandlers.ofByteArray())
                .body();
        byte[] changed = fault.change(file, bytes);
        HttpRequest send = HttpRequest.newBuilder(job.to())
                .header("Content-Range", "bytes 0-" + (changed.length - 1) + "/" + file.size())
                .method(job.method(), BodyPublishers.ofByteArray(changed))
                .build();
        client.send(send, BodyHandlers.discarding());
    }

    @Override
    public void close() {
        server.close();
        work.shutdownNow();
        text.shutdownNow();
    }
}
