package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts one part as good as exactly once: an intent in the journal before the first byte, and after a lost answer a look
 * at the channel before any second attempt.
 */
final class PostTask extends PacedTask {
    private enum Phase {
        INTENT,
        SEND,
        READ_BACK,
        REMOVE_DUPLICATES
    }

    private final Action.Post post;
    private final Deque<MessageId> duplicates = new ArrayDeque<>();
    private Phase phase = Phase.INTENT;
    private int number;
    private @Nullable Instant startedAt;
    private @Nullable String mark;
    private boolean doubtful;
    private @Nullable ConnectorException doubt;
    private long doubtSince;
    private long look;

    PostTask(Engine engine, Operation operation, Action.Post post) {
        super(engine, operation);
        this.post = post;
        post.earlier().ifPresent(this::takeUp);
    }

    /** An earlier life left this attempt behind; its answer was lost with it. */
    private void takeUp(Action.Attempt earlier) {
        number = earlier.number();
        startedAt = earlier.startedAt();
        mark = earlier.mark().isEmpty() ? null : earlier.mark();
        // How long after its intent the post went out is not known, so the settle time starts now; one look is due at
        // once.
        doubt(lost("interrupted", "an earlier life ended during the call"), Duration.ZERO);
    }

    private static ConnectorException lost(String code, String message) {
        return ConnectorException.unavailable(Effect.UNKNOWN, code, message, null);
    }

    private Verb verb() {
        return post.part().files().isEmpty() ? Verb.POST : Verb.UPLOAD;
    }

    private ChannelId channel() {
        return operation.channel();
    }

    @Override
    public Step step() {
        return switch (phase) {
            case INTENT -> intent();
            case SEND -> send();
            case READ_BACK -> readBack();
            case REMOVE_DUPLICATES -> removeDuplicate();
        };
    }

    @Override
    public void abandon() {
        if (phase == Phase.SEND) {
            voidIntent();
        }
    }

    private Step intent() {
        if (operation.workspace().isPaused()) {
            return Step.AUTHORITY;
        }
        number++;
        if (startedAt == null) {
            startedAt = engine.now();
        }
        Instant started = startedAt;
        Optional<Readback> readback = operation.connector().readback();
        String current =
                readback.isEmpty() ? "" : engine.marks().mark(readback.get().fingerprint(post.part()));
        mark = current.isEmpty() ? null : current;
        phase = Phase.SEND;
        // The first start stays for good: a late message of any attempt is then within the window.
        return new Step.When(engine.write(
                () -> engine.journal().intent(channel(), post.key(), new Action.Attempt(number, started, current))));
    }

    private Step send() {
        @Nullable Step hold = hold(verb());
        if (hold != null) {
            return hold;
        }
        try {
            return posted(call(() -> operation.connector().post(channel(), post.part())));
        } catch (ConnectorException e) {
            if (e.effect() == Effect.UNKNOWN) {
                engine.observer().failed(channel(), verb(), e);
                doubt(e, engine.options().settleSchedule().get(0));
                return Step.AGAIN;
            }
            phase = Phase.INTENT;
            voidIntent();
            return operation.failed(verb(), e);
        }
    }

    /** Nothing was posted by this attempt; an earlier one in doubt keeps its intent, so that the next life looks too. */
    private void voidIntent() {
        if (!doubtful) {
            operation.addWrite(engine.write(() -> engine.journal().voided(channel(), post.key())));
            startedAt = null;
        }
    }

    private Step posted(MessageId id) {
        operation.addPosted(id);
        operation.addWrite(engine.write(() -> engine.journal().recorded(channel(), post.key(), id)));
        phase = Phase.REMOVE_DUPLICATES;
        return duplicates.isEmpty() ? Step.NEXT : Step.AGAIN;
    }

    private void doubt(ConnectorException reason, Duration firstLook) {
        doubtful = true;
        doubt = reason;
        doubtSince = engine.nanos();
        look = doubtSince + firstLook.toNanos();
        phase = Phase.READ_BACK;
    }

    private ConnectorException reason() {
        return doubt == null ? lost("lost_answer", "the answer was lost") : doubt;
    }

    private Step readBack() {
        Optional<Readback> readback = operation.connector().readback();
        if (readback.isEmpty()) {
            return unreadable();
        }
        long now = engine.nanos();
        if (now < look) {
            return new Step.After(Duration.ofNanos(look - now), DeliveryObserver.Wait.SETTLING);
        }
        @Nullable Step hold = hold(Verb.READ);
        if (hold != null) {
            return hold;
        }
        List<Readback.Sent> found;
        try {
            found = call(() -> readback.get().sent(channel(), post.part().replyTo(), since()));
        } catch (ConnectorException e) {
            return unreadable(e);
        }
        List<MessageId> matches = matches(found);
        if (!matches.isEmpty()) {
            engine.observer().ambiguous(channel(), DeliveryObserver.Ambiguity.FOUND);
            duplicates.addAll(matches.subList(1, matches.size()));
            return posted(matches.get(0));
        }
        long last = lastLook(readback.get());
        if (now - doubtSince >= last) {
            return absent();
        }
        look = doubtSince + lookAfter(now - doubtSince, last);
        return Step.AGAIN;
    }

    private Instant since() {
        Instant start = startedAt == null ? engine.now() : startedAt;
        return start.minus(engine.options().clockSkew());
    }

    private long lookAfter(long elapsed, long last) {
        return engine.options().settleSchedule().stream()
                .mapToLong(Duration::toNanos)
                .filter(offset -> offset > elapsed)
                .findFirst()
                .orElse(last);
    }

    /** Before this, absence proves nothing. */
    private long lastLook(Readback readback) {
        List<Duration> schedule = engine.options().settleSchedule();
        return Math.max(
                schedule.get(schedule.size() - 1).toNanos(),
                readback.settleTime().toNanos());
    }

    /** Ours by key where the platform keeps keys, else by mark; never one that belongs to another post. */
    private List<MessageId> matches(List<Readback.Sent> found) {
        List<Readback.Sent> free = found.stream()
                .filter(sent -> !engine.journal().isRecorded(sent.id()))
                .sorted(Comparator.comparing(Readback.Sent::createdAt))
                .toList();
        Optional<String> key = Optional.of(post.part().idempotencyKey());
        List<MessageId> byKey = free.stream()
                .filter(sent -> sent.key().equals(key))
                .map(Readback.Sent::id)
                .toList();
        if (!byKey.isEmpty() || mark == null) {
            return byKey;
        }
        return free.stream()
                .filter(sent -> sent.key().isEmpty())
                .filter(sent -> engine.marks().mark(sent.fingerprint()).equals(mark))
                .map(Readback.Sent::id)
                .toList();
    }

    private boolean mayPostAgain() {
        return switch (reason().kind()) {
            case THROTTLED, UNAVAILABLE, UNAUTHORIZED -> true;
            case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED -> false;
        };
    }

    private Step absent() {
        phase = Phase.INTENT;
        if (!mayPostAgain()) {
            doubtful = false;
            voidIntent();
            return operation.failed(verb(), reason());
        }
        if (operation.isExpired(Duration.ZERO)) {
            doubtful = false;
            voidIntent();
            return Operation.expired();
        }
        engine.observer().ambiguous(channel(), DeliveryObserver.Ambiguity.RETRIED);
        return Step.AGAIN;
    }

    /** The channel cannot be read for now, or for good. */
    private Step unreadable(ConnectorException e) {
        return switch (e.kind()) {
            case THROTTLED, UNAVAILABLE, UNAUTHORIZED -> {
                Step step = operation.failed(Verb.READ, e);
                yield step instanceof Step.Done ? givenUp() : step;
            }
            case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED -> unreadable();
        };
    }

    private Step unreadable() {
        boolean again = engine.options().ambiguousPolicy() == AmbiguousPolicy.PREFER_DUPLICATE && mayPostAgain();
        if (!again) {
            return givenUp();
        }
        phase = Phase.INTENT;
        engine.observer().ambiguous(channel(), DeliveryObserver.Ambiguity.RETRIED_BLINDLY);
        Step step = operation.backoff();
        return step instanceof Step.Done ? givenUp() : step;
    }

    private Step givenUp() {
        engine.observer().ambiguous(channel(), DeliveryObserver.Ambiguity.GIVEN_UP);
        return new Step.Done(new Outcome.Uncertain(reason()));
    }

    private Step removeDuplicate() {
        MessageId duplicate = duplicates.peek();
        if (duplicate == null) {
            return Step.NEXT;
        }
        if (operation.connector().removal().isEmpty()) {
            return left();
        }
        @Nullable Step hold = hold(Verb.REMOVE);
        if (hold != null) {
            return hold;
        }
        try {
            call(() -> {
                operation.connector().removal().orElseThrow().remove(duplicate);
                return duplicate;
            });
            duplicates.remove();
            engine.observer().ambiguous(channel(), DeliveryObserver.Ambiguity.DUPLICATE_REMOVED);
            return Step.AGAIN;
        } catch (ConnectorException e) {
            Step step = operation.failed(Verb.REMOVE, e);
            return step instanceof Step.Done ? left() : step;
        }
    }

    private Step left() {
        duplicates.remove();
        engine.observer().ambiguous(channel(), DeliveryObserver.Ambiguity.DUPLICATE_LEFT);
        return Step.AGAIN;
    }
}
