package dev.footbridge.relay.bridge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.failsafe.RetryPolicy;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.content.DocumentLinks;
import dev.footbridge.relay.documents.Audience;
import dev.footbridge.relay.documents.DocumentCase;
import dev.footbridge.relay.documents.DocumentDesk;
import dev.footbridge.relay.documents.DocumentFindings;
import dev.footbridge.relay.documents.DocumentNotice;
import dev.footbridge.relay.documents.DocumentPolicy;
import dev.footbridge.relay.ledger.InstallKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a message with links to documents stands on the other side, looks whether its readers there can open them, and tells
 * the author in the thread. Beside the lanes: no message waits for it. Each document of a message is looked at once; what
 * has not been told when the relay stops is not told. Links and addresses stay in the heap.
 */
final class DocumentWatch {

    /** Most notices in one channel in {@link #NOTICE_SPAN}. */
    static final int MAX_NOTICES = 10;

    static final Duration NOTICE_SPAN = Duration.ofMinutes(10);

    /** How long a document of a message is known to have been looked at. */
    static final Duration MEMORY = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(DocumentWatch.class);
    private static final int MAX_PENDING = 2_000;
    private static final int MAX_KNOWN = 50_000;
    private static final int MAX_CHANNELS = 10_000;
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** A message whose copies are on their way. */
    private record Pending(BridgedChannel source, MessageId thread, Set<URI> documents) {}

    private record Looked(long group, long document) {}

    private final Routes routes;
    private final Selves selves;
    private final DocumentDesk desk;
    private final BackgroundCalls calls;
    private final InstallKey key;
    private final Cache<Long, Pending> pending = cache(MAX_PENDING, Duration.ofMinutes(10));
    private final Cache<Looked, Boolean> looked = cache(MAX_KNOWN, MEMORY);
    private final Cache<Long, AtomicInteger> notices = cache(MAX_CHANNELS, NOTICE_SPAN);

    DocumentWatch(Routes routes, Selves selves, DocumentDesk desk, BackgroundCalls calls, InstallKey key) {
        this.routes = routes;
        this.selves = selves;
        this.desk = desk;
        this.calls = calls;
        this.key = key;
    }

    private static <K, V> Cache<K, V> cache(int size, Duration age) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(age)
                .executor(Runnable::run)
                .build();
    }

    /** A message is about to be carried, perhaps not for the first time. */
    void carries(long group, BridgedChannel source, Message message) {
        if (audiences(source).isEmpty()) {
            return;
        }
        Set<URI> documents = desk.documents(DocumentLinks.of(message.body()));
        if (!documents.isEmpty()) {
            pending.put(group, new Pending(source, message.replyTo().orElse(message.id()), documents));
        }
    }

    /** The message stands somewhere; the first word about it counts. */
    void delivered(long group) {
        Pending message = pending.getIfPresent(group);
        if (message == null || !pending.asMap().remove(group, message)) {
            return;
        }
        Set<URI> fresh = new LinkedHashSet<>(message.documents());
        fresh.removeIf(link ->
                looked.asMap().putIfAbsent(new Looked(group, key.number("document", link.toString())), true) != null);
        if (!fresh.isEmpty() && mayTell(message.source())) {
            look(group, message, new DocumentCase(fresh, audiences(message.source())));
        }
    }

    /** Who is not told nothing may be done for: nothing is shared silently. */
    private List<Audience> audiences(BridgedChannel source) {
        List<Audience> audiences = new ArrayList<>();
        if (!routes.isWritten(source)) {
            return audiences;
        }
        for (BridgedChannel target : routes.posts(source)) {
            DocumentPolicy policy = routes.terms(source, target).documents();
            if (policy != DocumentPolicy.OFF) {
                audiences.add(new Audience(
                        target.id(),
                        policy,
                        target.connector().memberships(),
                        target.connector().directory(),
                        user -> selves.contains(target.workspace(), user.value()),
                        new PacedLookUps(Optional.of(target))));
            }
        }
        return audiences;
    }

    private boolean mayTell(BridgedChannel source) {
        AtomicInteger told = notices.get(source.number(), each -> new AtomicInteger());
        return told.incrementAndGet() <= MAX_NOTICES;
    }

    private void look(long group, Pending message, DocumentCase about) {
        RetryPolicy<DocumentCase> policy = this.<DocumentCase>patiently().build();
        calls.untilItWorks(policy, () -> {
                    desk.look(about);
                    return about;
                })
                .whenComplete((done, failure) -> {
                    DocumentFindings findings = about.findings();
                    if (findings.isWorthTelling()) {
                        tell(group, message, findings);
                    }
                });
    }

    private <T> dev.failsafe.RetryPolicyBuilder<T> patiently() {
        return BackgroundCalls.<T>policy(failure -> LOG.debug("documents: {}", BackgroundCalls.code(failure)))
                .withMaxAttempts(ATTEMPTS)
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withDelayFnOn(
                        failure -> ((ConnectorException) failure.getLastException())
                                .retryAfter()
                                .orElse(Duration.ofNanos(-1)),
                        ConnectorException.class);
    }

    /** A notice whose answer was lost is not repeated. */
    private void tell(long group, Pending message, DocumentFindings findings) {
        BridgedChannel source = message.source();
        String name = key.name("documents", group + " " + source.number());
        Draft notice = new Draft(DocumentNotice.of(findings), Optional.of(message.thread()), Optional.empty(), name);
        for (Draft part : source.connector().prepare(source.id(), notice).parts()) {
            RetryPolicy<Boolean> policy = this.<Boolean>patiently().build();
            calls.untilItWorks(policy, () -> source.paced(Verb.POST, () -> isPosted(source, part)));
        }
    }

    /** What is paced is tried again when it fails, so a post that may have happened counts as one that did. */
    private static boolean isPosted(BridgedChannel source, Draft part) throws ConnectorException, InterruptedException {
        try {
            source.connector().post(source.id(), part);
            return true;
        } catch (ConnectorException e) {
            if (e.effect() == ConnectorException.Effect.UNKNOWN) {
                return false;
            }
            throw e;
        }
    }
}
