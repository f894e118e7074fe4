package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Socket Mode: the Events API over a web socket that this side opens. An envelope is acknowledged once the sink took
 * it. The client's pings find out about a dead connection; Slack asks for a new one every few hours. See
 * <a href="https://docs.slack.dev/apis/events-api/using-socket-mode">Socket Mode</a>.
 */
final class SlackSocket implements StreamIngress {

    private static final String OPEN = "apps.connections.open";
    private static final Duration HELLO_TIMEOUT = Duration.ofSeconds(30);
    private static final int BATCH = 64;
    private static final Set<String> OTHER_ENVELOPES = Set.of("interactive", "slash_commands");

    private final SlackApi api;
    private final Secret appToken;
    private final OkHttpClient client;
    private final SlackEvents events;
    private final SlackChannels channels;
    private final Clock clock;
    private volatile @Nullable Instant lostSince;

    SlackSocket(
            SlackApi api,
            Secret appToken,
            OkHttpClient client,
            SlackEvents events,
            SlackChannels channels,
            Clock clock) {
        this.api = api;
        this.appToken = appToken;
        this.client = client;
        this.events = events;
        this.channels = channels;
        this.clock = clock;
    }

    @Override
    public void run(InboundSink sink) throws ConnectorException, InterruptedException {
        while (true) {
            HttpUrl address = Json.nonBlank(api.callWith(appToken, OPEN), "url")
                    .flatMap(SlackSocket::address)
                    .orElseThrow(() -> SlackErrors.notFromSlack(OPEN, 200, "no_url"));
            try (SlackSocketConnection connection = SlackSocketConnection.open(client, address)) {
                new Session(connection, sink).run();
            }
        }
    }

    /** OkHttp knows a web socket by the address that its handshake goes to. */
    private static Optional<HttpUrl> address(String told) {
        return told.startsWith("wss://") || told.startsWith("ws://")
                ? Optional.ofNullable(HttpUrl.parse("http" + told.substring("ws".length())))
                : Optional.empty();
    }

    /** One connection, from hello to Slack's wish for a new one. */
    private final class Session {

        private final SlackSocketConnection connection;
        private final InboundSink sink;
        private final List<InboundEvent> taken = new ArrayList<>();
        private final List<String> untaken = new ArrayList<>();
        private List<InboundEvent> gaps = List.of();
        private boolean greeted;
        private boolean ended;
        private Instant lastHeard = clock.instant();

        Session(SlackSocketConnection connection, InboundSink sink) {
            this.connection = connection;
            this.sink = sink;
        }

        void run() throws ConnectorException, InterruptedException {
            try {
                while (!ended) {
                    List<String> frames = greeted ? connection.next(BATCH) : connection.next(1, HELLO_TIMEOUT);
                    lastHeard = clock.instant();
                    for (String frame : frames) {
                        read(frame);
                    }
                    hand();
                }
            } catch (ConnectorException e) {
                if (lostSince == null) {
                    lostSince = lastHeard;
                }
                throw e;
            }
        }

        private void read(String frame) throws ConnectorException {
            byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            JsonNode envelope;
            try {
                envelope = Json.pushed().parse(bytes);
            } catch (MalformedJsonException e) {
                sink.rejected("malformed");
                return;
            }
            String type = Json.text(envelope, "type").orElse("");
            switch (type) {
                case "hello" -> greeted();
                case "disconnect" -> disconnect(Json.text(envelope, "reason").orElse(""));
                case "events_api" -> event(envelope, bytes);
                default -> {
                    sink.ignored(OTHER_ENVELOPES.contains(type) ? type : "unknown_envelope");
                    acknowledge(envelope);
                }
            }
        }

        private void greeted() {
            greeted = true;
            Instant since = lostSince;
            if (since != null) {
                // What Slack could not deliver meanwhile is gone after a few attempts.
                gaps = channels.gaps("socket-lost:" + since.toEpochMilli(), Optional.of(since));
            }
        }

        private void disconnect(String reason) throws ConnectorException {
            if (reason.equals("link_disabled")) {
                throw ConnectorException.of(
                        Kind.FORBIDDEN, "link_disabled", "Socket Mode is switched off in the app's settings");
            }
            if (!greeted) {
                // Too many sockets, for one: at once again would be the same again.
                throw lost("socket_refused", null);
            }
            ended = true;
        }

        private void event(JsonNode envelope, byte[] bytes) {
            SlackParsed parsed = events.parse(envelope.path("payload"), () -> SlackWebhooks.digest(bytes));
            if (parsed.events().isEmpty()) {
                sink.ignored(parsed.ignored());
                acknowledge(envelope);
            } else {
                taken.addAll(parsed.events());
                Json.nonBlank(envelope, "envelope_id").ifPresent(untaken::add);
            }
        }

        /** All that came in together is stored together, and acknowledged after that. */
        private void hand() throws ConnectorException {
            List<InboundEvent> all = new ArrayList<>(gaps);
            all.addAll(taken);
            taken.clear();
            if (all.isEmpty()) {
                return;
            }
            try {
                sink.accept(all);
                gaps = List.of();
                lostSince = null;
                untaken.forEach(this::acknowledge);
            } catch (InboundRefusedException e) {
                if (untaken.isEmpty()) {
                    throw lost("sink_refused", null);
                }
                // Not acknowledged, so Slack will send it again.
            }
            untaken.clear();
        }

        private void acknowledge(JsonNode envelope) {
            Json.nonBlank(envelope, "envelope_id").ifPresent(this::acknowledge);
        }

        private void acknowledge(String envelopeId) {
            connection.send(Json.object().put("envelope_id", envelopeId).toString());
        }
    }

    /** The connection broke; what it carried towards us and we did not acknowledge comes again. */
    static ConnectorException lost(String code, @Nullable Throwable cause) {
        return ConnectorException.unavailable(
                Effect.NOT_APPLIED, code, "The socket to Slack is lost (" + code + ")", cause);
    }
}
