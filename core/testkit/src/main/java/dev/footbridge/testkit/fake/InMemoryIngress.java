package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Both ways in. A webhook's body names events, one a line; the events themselves stay in memory. */
final class InMemoryIngress implements WebhookIngress, StreamIngress {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MAX_BODY = 1 << 20;
    private static final int MAX_TIME_DIGITS = 12;
    private static final String EVENT = "event ";

    private final InMemoryWorkspace workspace;
    private final UserId self;
    private final AtomicInteger next;

    InMemoryIngress(InMemoryWorkspace workspace, UserId self) {
        this.workspace = workspace;
        this.self = self;
        this.next = new AtomicInteger(workspace.events().size());
    }

    @Override
    public WebhookReply receive(WebhookRequest request, InboundSink sink) {
        Optional<String> doubt = doubt(request);
        if (doubt.isPresent()) {
            sink.rejected(doubt.get());
            return WebhookReply.status(401);
        }
        List<InboundEvent> events = read(new String(request.body(), StandardCharsets.UTF_8), sink);
        try {
            if (!events.isEmpty()) {
                sink.accept(events);
            }
            return WebhookReply.status(200);
        } catch (InboundRefusedException refused) {
            return WebhookReply.status(503);
        }
    }

    /** Why a request is not believed, in a fixed word. */
    private Optional<String> doubt(WebhookRequest request) {
        Optional<String> signature = request.header(InMemorySignature.HEADER);
        Optional<String> time = request.header(InMemorySignature.TIME_HEADER);
        if (signature.isEmpty() || time.isEmpty()) {
            return Optional.of("unsigned");
        }
        if (request.body().length > MAX_BODY) {
            return Optional.of("too_large");
        }
        String expected = InMemorySignature.of(workspace.webhookSecret(), time.get(), request.body());
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.get().getBytes(StandardCharsets.UTF_8))) {
            return Optional.of("bad_signature");
        }
        return isFresh(time.get()) ? Optional.empty() : Optional.of("stale");
    }

    private boolean isFresh(String time) {
        if (time.length() > MAX_TIME_DIGITS || !time.matches("\\d+")) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(time));
        Duration age = Duration.between(sent, workspace.clock().instant()).abs();
        return age.compareTo(TOLERANCE) <= 0;
    }

    private List<InboundEvent> read(String body, InboundSink sink) {
        List<InboundEvent> events = new ArrayList<>();
        body.lines().forEach(line -> {
            Optional<InboundEvent> event =
                    line.startsWith(EVENT) ? workspace.events().find(line.substring(EVENT.length())) : Optional.empty();
            event.ifPresentOrElse(
                    known -> events.add(known.accept(new InMemoryView(self))), () -> sink.ignored("unknown_type"));
        });
        return events;
    }

    static String body(List<InboundEvent> events) {
        StringBuilder body = new StringBuilder();
        events.forEach(event -> body.append(EVENT).append(event.eventId()).append('\n'));
        return body.toString();
    }

    /** What was not taken before the last run ended comes again in the next. */
    @Override
    public void run(InboundSink sink) throws ConnectorException, InterruptedException {
        while (true) {
            int index = next.get();
            InboundEvent event = workspace.events().await(index);
            try {
                for (int i = 0; i < workspace.events().copies(); i++) {
                    sink.accept(List.of(event.accept(new InMemoryView(self))));
                }
            } catch (InboundRefusedException refused) {
                throw ConnectorException.unavailable(
                        ConnectorException.Effect.NOT_APPLIED, "sink_refused", "events could not be stored", refused);
            }
            next.compareAndSet(index, index + 1);
        }
    }
}
