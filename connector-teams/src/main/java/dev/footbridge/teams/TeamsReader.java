package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentReader;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Text;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Reads a message's body, with its mentions and with the attachments that are text: quoted and forwarded messages,
 * cards. Files and pictures are not text; {@link TeamsMessages} lists them.
 *
 * @see <a href="https://learn.microsoft.com/graph/teams-messaging-overview">Working with Teams messaging APIs</a>
 */
final class TeamsReader implements DocumentReader<JsonNode> {

    /** More than the platform takes; what is longer is read as far. */
    private static final int MAX_HTML = 256 * 1024;

    /** Below it, jsoup closes elements early; no editor of the platform nests nearly as deep. */
    private static final int MAX_DEPTH = 128;

    /** Text that is taken from one card. */
    private static final int MAX_CARD_LINES = 50;

    private static final int MAX_CARD_DEPTH = 16;

    private final TeamsIds ids;

    TeamsReader(TeamsIds ids) {
        this.ids = ids;
    }

    /** The body of a message as the interface sends it. */
    @Override
    public Document read(JsonNode message) {
        return read(message, true);
    }

    /** The body without what it quotes: what its author wrote. */
    Document readOwnWords(JsonNode message) {
        return read(message, false);
    }

    private Document read(JsonNode message, boolean withAttachments) {
        List<Block> blocks = new ArrayList<>();
        Json.nonBlank(message, "subject").ifPresent(subject -> blocks.add(Paragraph.of(Text.of(subject, Mark.BOLD))));
        String content = Json.text(message, "body", "content").orElse("");
        Map<String, List<Block>> attached = withAttachments ? attached(message) : new HashMap<>();
        boolean html = Json.text(message, "body", "contentType").orElse("").equalsIgnoreCase("html");
        blocks.addAll(
                html
                        ? html(content, mentions(message), attached)
                        : Document.text(cut(content)).blocks());
        attached.values().forEach(blocks::addAll);
        return new Document(blocks);
    }

    /** Takes what it placed out of {@code attached}. */
    private static List<Block> html(String html, Map<String, Mention> mentions, Map<String, List<Block>> attached) {
        return TeamsHtml.blocks(parse(html), mentions, attached);
    }

    static Element parse(String html) {
        return Parser.htmlParser()
                .setMaxDepth(MAX_DEPTH)
                .parseInput(cut(html), "")
                .body();
    }

    private static String cut(String text) {
        return text.length() <= MAX_HTML ? text : text.substring(0, MAX_HTML);
    }

    /** Whom each {@code <at>} means, by its id. */
    private Map<String, Mention> mentions(JsonNode message) {
        Map<String, Mention> mentions = new HashMap<>();
        for (JsonNode node : Json.items(message, "mentions")) {
            Optional<String> id = Json.text(node, "id");
            String label = Json.text(node, "mentionText").orElse("");
            Optional<Mention.Target> target = target(node.path("mentioned"));
            if (id.isPresent() && target.isPresent()) {
                mentions.put(id.get(), new Mention(target.get(), label));
            }
        }
        return mentions;
    }

    private Optional<Mention.Target> target(JsonNode mentioned) {
        Optional<String> user = id(mentioned, "user");
        if (user.isPresent()) {
            return user.map(ids::user).map(Mention.UserTarget::new);
        }
        Optional<String> application = id(mentioned, "application");
        if (application.isPresent()) {
            return application.map(ids::application).map(Mention.UserTarget::new);
        }
        Optional<String> tag = id(mentioned, "tag");
        if (tag.isPresent()) {
            return tag.map(Mention.GroupTarget::new);
        }
        return id(mentioned, "conversation")
                .map(conversation -> new Mention.BroadcastTarget(
                        Json.text(mentioned, "conversation", "conversationIdentityType")
                                        .orElse("")
                                        .equals("team")
                                ? Mention.Audience.EVERYONE
                                : Mention.Audience.CHANNEL));
    }

    private static Optional<String> id(JsonNode mentioned, String kind) {
        return Json.nonBlank(mentioned, kind, "id").filter(id -> id.length() <= 256);
    }

    /** The attachments that are text, by id, in their order. */
    private static Map<String, List<Block>> attached(JsonNode message) {
        Map<String, List<Block>> attached = new LinkedHashMap<>();
        for (JsonNode node : Json.items(message, "attachments")) {
            List<Block> blocks = blocks(node);
            if (!blocks.isEmpty()) {
                attached.put(Json.text(node, "id").orElse("#" + attached.size()), blocks);
            }
        }
        return attached;
    }

    private static List<Block> blocks(JsonNode attachment) {
        String type = Json.text(attachment, "contentType").orElse("");
        return switch (type) {
            case "messageReference" -> quote(content(attachment), "messagePreview");
            case "forwardedMessageReference" -> quote(content(attachment), "originalMessageContent");
            case "meetingReference" ->
                Json.nonBlank(attachment, "name").stream()
                        .<Block>map(name -> Paragraph.of(Text.of(name)))
                        .toList();
            default ->
                type.startsWith("application/vnd.microsoft.card.") && !type.endsWith(".codesnippet")
                        ? card(content(attachment))
                        : List.of();
        };
    }

    private static List<Block> quote(JsonNode reference, String member) {
        String html = Json.text(reference, member).orElse("");
        List<Block> inner = html(html, Map.of(), new HashMap<>());
        return new Document(inner).isEmpty() ? List.of() : List.of(new Quote(inner));
    }

    /** The content of such an attachment is JSON inside a string. */
    private static JsonNode content(JsonNode attachment) {
        try {
            return Json.answers().parse(Json.text(attachment, "content").orElse("{}"));
        } catch (MalformedJsonException e) {
            return Json.object();
        }
    }

    /** The texts of a card in their order, a line each: its layout, pictures and buttons are lost. */
    private static List<Block> card(JsonNode card) {
        List<String> lines = new ArrayList<>();
        collect(card, lines, 0);
        return lines.stream().<Block>map(line -> Paragraph.of(Text.of(line))).toList();
    }

    private static void collect(JsonNode node, List<String> lines, int depth) {
        if (depth > MAX_CARD_DEPTH) {
            return;
        }
        for (String member : List.of("title", "subtitle", "text")) {
            Json.nonBlank(node, member)
                    .filter(text -> lines.size() < MAX_CARD_LINES)
                    .ifPresent(text -> {
                        lines.add(cut(TeamsHtml.plain(text)));
                    });
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && lines.size() < MAX_CARD_LINES) {
                collect(child, lines, depth + 1);
            }
        }
    }
}
