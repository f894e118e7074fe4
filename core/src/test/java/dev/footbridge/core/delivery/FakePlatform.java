package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.scope.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A platform in memory whose next answers a test decides. */
final class FakePlatform implements Connector {
    static final WorkspaceId WORKSPACE = new WorkspaceId(new Platform("fake"), "w");

    /** What happens to a call: {@code performedAfter} is empty when it does nothing; no failure means success. */
    record Answer(Optional<Duration> performedAfter, Optional<ConnectorException> failure) {
        static final Answer OK = new Answer(Optional.of(Duration.ZERO), Optional.empty());

        static Answer fails(ConnectorException failure) {
            return new Answer(Optional.empty(), Optional.of(failure));
        }

        static Answer fails(Kind kind) {
            return fails(ConnectorException.of(kind, "code", "failed"));
        }

        static Answer throttled(Duration retryAfter) {
            return fails(ConnectorException.throttled("slow_down", "too many", Optional.of(retryAfter)));
        }

        static Answer down() {
            return fails(ConnectorException.unavailable(Effect.NOT_APPLIED, "down", "down", null));
        }

        static Answer lost() {
            return fails(ConnectorException.unavailable(Effect.UNKNOWN, "reset", "reset", null));
        }

        static Answer lostButDone(Duration after) {
            return new Answer(Optional.of(after), lost().failure());
        }
    }

    record Stored(MessageId id, String key, String text, Instant createdAt) {}

    record Call(Verb verb, ChannelId channel, Instant at) {}

    private final Clock clock;
    private final Deque<Answer> script = new ArrayDeque<>();
    final List<Stored> messages = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    Function<Verb, Answer> otherwise = verb -> Answer.OK;
    Function<ChannelId, List<dev.footbridge.core.connector.RateLimit>> limits = channel -> List.of();
    boolean keepsKeys;
    boolean canReadBack = true;
    boolean credentialsWork = true;
    Duration lag = Duration.ZERO;
    int checks;
    private int number;

    FakePlatform(Clock clock) {
        this.clock = clock;
    }

    static ChannelId channel(String name) {
        return new ChannelId(WORKSPACE, name);
    }

    void next(Answer... answers) {
        script.addAll(List.of(answers));
    }

    synchronized List<String> texts(ChannelId channel) {
        return messages.stream()
                .filter(m -> m.id().channel().equals(channel) && !m.createdAt().isAfter(clock.instant()))
                .sorted(Comparator.comparing(Stored::createdAt))
                .map(Stored::text)
                .toList();
    }

    synchronized List<String> keys(ChannelId channel) {
        return messages.stream()
                .filter(m -> m.id().channel().equals(channel))
                .sorted(Comparator.comparing(Stored::createdAt))
                .map(Stored::key)
                .toList();
    }

    synchronized MessageId idOf(String key) {
        return messages.stream()
                .filter(m -> m.key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
    }

    synchronized MessageId store(ChannelId channel, String key, String text, Instant createdAt) {
        MessageId id = new MessageId(channel, "m" + number++);
        messages.add(new Stored(id, key, text, createdAt));
        return id;
    }

    synchronized long count(Verb verb) {
        return calls.stream().filter(call -> call.verb() == verb).count();
    }

    private synchronized Answer answer(Verb verb, ChannelId channel) throws ConnectorException {
        calls.add(new Call(verb, channel, clock.instant()));
        if (!credentialsWork) {
            throw ConnectorException.of(Kind.UNAUTHORIZED, "invalid_auth", "no");
        }
        Answer answer = script.isEmpty() ? otherwise.apply(verb) : script.poll();
        if (answer.failure().isPresent() && answer.performedAfter().isEmpty()) {
            throw answer.failure().get();
        }
        return answer;
    }

    @Override
    public WorkspaceId workspace() {
        return WORKSPACE;
    }

    @Override
    public Features features(ChannelId channel) {
        return new Features(Map.of(), Map.of(), 1_000);
    }

    @Override
    public Health check() throws ConnectorException {
        checks++;
        if (!credentialsWork) {
            throw ConnectorException.of(Kind.UNAUTHORIZED, "invalid_auth", "no");
        }
        return new Health(new UserId(WORKSPACE, "bot"), Grant.unknown(), List.of());
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        return new Prepared(List.of(draft), List.of());
    }

    @Override
    public MessageId post(ChannelId channel, Draft part) throws ConnectorException {
        Answer answer = answer(Verb.POST, channel);
        Instant at = clock.instant().plus(answer.performedAfter().orElse(Duration.ZERO));
        MessageId id = store(channel, part.idempotencyKey(), part.body().plainText(), at);
        if (answer.failure().isPresent()) {
            throw answer.failure().get();
        }
        return id;
    }

    @Override
    public Pacing pacing() {
        return (verb, channel) -> limits.apply(channel);
    }

    @Override
    public Optional<Editing> editing() {
        return Optional.empty();
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.of(message -> {
            answer(Verb.REMOVE, message.channel());
            synchronized (this) {
                messages.removeIf(m -> m.id().equals(message));
            }
        });
    }

    @Override
    public Optional<Readback> readback() {
        return canReadBack ? Optional.of(new Reader()) : Optional.empty();
    }

    @Override
    public void close() {}

    private final class Reader implements Readback {
        @Override
        public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since) throws ConnectorException {
            answer(Verb.READ, channel);
            Instant visible = clock.instant().minus(lag);
            return messages.stream()
                    .filter(m -> m.id().channel().equals(channel))
                    .filter(m ->
                            !m.createdAt().isBefore(since) && !m.createdAt().isAfter(visible))
                    .sorted(Comparator.comparing(Stored::createdAt))
                    .map(m -> new Sent(
                            m.id(), m.createdAt(), keepsKeys ? Optional.of(m.key()) : Optional.empty(), m.text()))
                    .toList();
        }

        @Override
        public String fingerprint(Draft part) {
            return part.body().plainText();
        }

        @Override
        public Duration settleTime() {
            return Duration.ofSeconds(5);
        }
    }
}
