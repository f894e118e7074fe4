package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.teams.TeamsHistory.Raw;
import dev.footbridge.teams.TeamsIds.Address;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds own posts again by their visible text: the platform keeps no key of ours. White space is squeezed, because the
 * platform rewrites the HTML of a body but not its words.
 */
final class TeamsReadback implements Readback {

    private static final Duration SETTLE_TIME = Duration.ofSeconds(10);

    /** Clocks may differ by so much; a post of ours from the future is ours all the same. */
    private static final Duration SKEW = Duration.ofHours(1);

    private static final int MAX_PAGES = 40;

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

    private final TeamsHistory history;
    private final TeamsIds ids;
    private final TeamsIdentity identity;
    private final TeamsMessages messages;
    private final TeamsReader reader;
    private final TeamsEcho echo;
    private final Clock clock;

    TeamsReadback(
            TeamsHistory history,
            TeamsIds ids,
            TeamsIdentity identity,
            TeamsMessages messages,
            TeamsReader reader,
            Clock clock) {
        this.history = history;
        this.ids = ids;
        this.identity = identity;
        this.messages = messages;
        this.reader = reader;
        this.echo = new TeamsEcho(ids);
        this.clock = clock;
    }

    @Override
    public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since)
            throws ConnectorException, InterruptedException {
        TeamsPlace place = ids.place(channel);
        boolean threads = place instanceof TeamsPlace.InTeam;
        Optional<Address> root =
                threads && thread.isPresent() ? Optional.of(ids.address(thread.get())) : Optional.empty();
        Instant to = clock.instant().plus(SKEW);
        Window window = new Window(since, to.isBefore(since) ? since : to);
        List<Sent> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int i = 0; i < MAX_PAGES; i++) {
            Raw page = root.isPresent()
                    ? history.rawReplies(root.get(), cursor)
                    : history.raw(channel, place, window, cursor);
            page.items().forEach(node -> sent(channel, threads, node, window).ifPresent(found::add));
            cursor = page.next();
            if (cursor.isEmpty()) {
                break;
            }
        }
        found.sort(Comparator.comparing(Sent::createdAt));
        return List.copyOf(found);
    }

    private Optional<Sent> sent(ChannelId channel, boolean threads, JsonNode node, Window window) {
        Optional<Instant> created = TeamsMessages.created(node).filter(time -> TeamsHistory.isIn(window, time));
        Optional<MessageId> id = TeamsMessages.id(channel, threads, node);
        boolean own = identity.isSelf(messages.author(node.path("from")).id());
        if (!own || created.isEmpty() || id.isEmpty() || TeamsMessages.isDeleted(node)) {
            return Optional.empty();
        }
        String files = TeamsUploads.fingerprint(
                messages.attachments(node, id.get()).stream().map(Attachment::name));
        String fingerprint = normal(reader.readOwnWords(node)) + files;
        return Optional.of(new Sent(id.get(), created.get(), Optional.empty(), fingerprint));
    }

    @Override
    public String fingerprint(Draft part) {
        return normal(echo.of(part.body(), part.author()))
                + TeamsUploads.of(part).fingerprint();
    }

    static String normal(Document document) {
        String text = Normalizer.normalize(document.plainText(), Normalizer.Form.NFC);
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    @Override
    public Duration settleTime() {
        return SETTLE_TIME;
    }
}
