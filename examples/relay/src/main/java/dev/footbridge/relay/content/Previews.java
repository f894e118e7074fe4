package dev.footbridge.relay.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.LinkPreviews.LinkPreview;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.Platform;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells below a message what stands behind its links. A preview is a courtesy: what cannot be had soon is left out, and
 * a message waits for all of its previews together no longer than {@link #PATIENCE}. Content, so in the heap only. Safe
 * for concurrent use.
 */
public final class Previews implements AutoCloseable {

    /** Most previews below one message. */
    public static final int MAX_PER_MESSAGE = 3;

    /** The longest that previews hold up a message. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final int MAX_CACHED = 1_000;
    private static final int MAX_TITLE = 200;
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Previews.class);
    private static final DateTimeFormatter CHANGED =
            DateTimeFormatter.ofPattern("'changed' yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** A platform that knows its links, and the way to ask it. */
    public record Source(Platform platform, LinkPreviews previews, Call call) {}

    /** How a question to the platform is asked, so that it keeps the platform's limits. */
    @FunctionalInterface
    public interface Call {
        Optional<LinkPreview> ask(LinkPreviews previews, URI link) throws ConnectorException, InterruptedException;
    }

    private final List<Source> sources;
    private final Cache<URI, Optional<LinkPreview>> known = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(MAX_AGE)
            .executor(Runnable::run)
            .build();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), work -> {
                Thread thread = new Thread(work, "previews");
                thread.setDaemon(true);
                return thread;
            });

    public Previews(List<Source> sources) {
        this.sources = List.copyOf(sources);
        threads.allowCoreThreadTimeOut(true);
    }

    /** The document with previews behind it; a platform's own links are left to itself. */
    public Document below(Document body, Platform target) throws InterruptedException {
        Map<URI, Source> wanted = new LinkedHashMap<>();
        if (!sources.isEmpty()) {
            for (URI link : DocumentLinks.of(body)) {
                find(link, target)
                        .filter(source -> wanted.size() < MAX_PER_MESSAGE)
                        .ifPresent(source -> wanted.put(link, source));
            }
        }
        if (wanted.isEmpty()) {
            return body;
        }
        List<Block> blocks = new ArrayList<>(body.blocks());
        List<CompletableFuture<Optional<LinkPreview>>> asked = new ArrayList<>();
        wanted.forEach((link, source) -> asked.add(ask(link, source)));
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (CompletableFuture<Optional<LinkPreview>> answer : asked) {
            await(answer, end - System.nanoTime()).ifPresent(preview -> blocks.add(block(preview)));
        }
        return new Document(blocks);
    }

    private Optional<Source> find(URI link, Platform target) {
        return sources.stream()
                .filter(source ->
                        !source.platform().equals(target) && source.previews().recognises(link))
                .findFirst();
    }

    private CompletableFuture<Optional<LinkPreview>> ask(URI link, Source source) {
        Optional<LinkPreview> cached = known.getIfPresent(link);
        if (cached != null) {
            return CompletableFuture.completedFuture(cached);
        }
        CompletableFuture<Optional<LinkPreview>> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> answer.complete(askNow(link, source)));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            answer.complete(Optional.empty());
        }
        return answer;
    }

    /** A refusal is remembered like an answer: the next message must not ask the same again. */
    private Optional<LinkPreview> askNow(URI link, Source source) {
        Optional<LinkPreview> answer = Optional.empty();
        try {
            answer = source.call().ask(source.previews(), link);
        } catch (ConnectorException e) {
            LOG.debug("a link has no preview: {}", e.code());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer;
        } catch (RuntimeException e) {
            LOG.warn("a connector failed at a link's preview: {}", e.getClass().getSimpleName());
        }
        known.put(link, answer);
        return answer;
    }

    private static Optional<LinkPreview> await(CompletableFuture<Optional<LinkPreview>> answer, long nanos)
            throws InterruptedException {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question never fails", e);
        }
    }

    private static Block block(LinkPreview preview) {
        String url = preview.link().toString();
        List<Inline> lines = new ArrayList<>();
        lines.add(Link.orText(line(preview.title()), url, Set.of(Mark.BOLD)));
        List<String> facts = new ArrayList<>();
        preview.owner().map(Previews::line).filter(owner -> !owner.isEmpty()).ifPresent(facts::add);
        preview.modifiedAt().map(CHANGED::format).ifPresent(facts::add);
        if (!facts.isEmpty()) {
            lines.add(new LineBreak());
            lines.add(Text.of(String.join(" · ", facts)));
        }
        preview.picture().map(URI::toString).filter(Link::isSafe).ifPresent(picture -> {
            lines.add(new LineBreak());
            lines.add(Link.of("picture", picture));
        });
        return new Quote(List.of(new Paragraph(lines)));
    }

    private static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        int end = Math.min(line.length(), MAX_TITLE);
        boolean inside = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, inside ? end - 1 : end);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
