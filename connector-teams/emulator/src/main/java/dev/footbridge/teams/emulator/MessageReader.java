package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the body of a POST or PATCH into message content, refusing what Graph refuses. */
final class MessageReader {
    /** The documented size of a message posted through Graph, body, mentions and attachments together. */
    static final int MAX_BYTES = 28 * 1024;

    private static final Set<String> IMPORTANCE = Set.of("normal", "high", "urgent");

    private final Tenant tenant;

    MessageReader(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * Reads the content of a message.
     *
     * @param messageUrl the URL the message will have, for the addresses of hosted contents
     */
    MessageContent read(JsonNode json, String messageUrl) {
        var body = json.path("body");
        var text = Json.text(body, "content").orElse("");
        var html = Json.text(body, "contentType").map(MessageReader::isHtml).orElse(false);
        var mentions = json.path("mentions");
        var attachments = json.path("attachments");
        checkSize(text, mentions, attachments);
        if (text.isBlank() && attachments.isEmpty()) {
            throw GraphFault.badRequest("Missing body content");
        }
        var importance = Json.text(json, "importance").orElse("normal");
        if (!IMPORTANCE.contains(importance)) {
            throw GraphFault.badRequest("Invalid value specified for property 'importance' of resource 'chatMessage'.");
        }
        var subject = Json.text(json, "subject");
        if (!html) {
            checkPlain(mentions);
            return new MessageContent(false, text, subject, importance, List.of(), files(attachments), Map.of());
        }
        return readHtml(json, text, subject, importance, messageUrl);
    }

    private MessageContent readHtml(
            JsonNode json, String text, Optional<String> subject, String importance, String messageUrl) {
        var hosted = new HashMap<String, MessageContent.HostedContent>();
        var temporary = readHosted(json.path("hostedContents"), hosted);
        if (HtmlBody.isBare(text) && json.path("mentions").isEmpty()) {
            return new MessageContent(
                    true, text, subject, importance, List.of(), files(json.path("attachments")), hosted);
        }
        var body = HtmlBody.parse(text);
        var mentions = checkMentions(body, json.path("mentions"));
        var attachments = files(json.path("attachments"));
        checkAttachments(body, attachments);
        body.rewriteImages(source -> rewrite(source, temporary, messageUrl));
        return new MessageContent(true, body.html(), subject, importance, mentions, attachments, hosted);
    }

    private static boolean isHtml(String contentType) {
        return switch (contentType) {
            case "html" -> true;
            case "text" -> false;
            default ->
                throw GraphFault.badRequest(
                        "Invalid value specified for property 'contentType' of resource 'itemBody'.");
        };
    }

    private static void checkSize(String text, JsonNode mentions, JsonNode attachments) {
        var size = text.getBytes(StandardCharsets.UTF_8).length;
        size += mentions.isEmpty() ? 0 : mentions.toString().getBytes(StandardCharsets.UTF_8).length;
        size += attachments.isEmpty() ? 0 : attachments.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw GraphFault.of(
                    413, "RequestEntityTooLarge", "Request entity too large. The message exceeds the maximum size.");
        }
    }

    private static void checkPlain(JsonNode mentions) {
        if (!mentions.isEmpty()) {
            throw GraphFault.badRequest("Mentions are only supported in messages whose body content type is html.");
        }
    }

    private List<JsonNode> checkMentions(HtmlBody body, JsonNode mentions) {
        var inBody = body.mentions();
        var rendered = new ArrayList<JsonNode>();
        for (var mention : mentions) {
            var id = mention.path("id").asText();
            if (!inBody.containsKey(id)) {
                throw GraphFault.badRequest("Mention with id " + id + " does not have a matching at tag in the body.");
            }
            inBody.remove(id);
            rendered.add(render(mention));
        }
        if (!inBody.isEmpty()) {
            throw GraphFault.badRequest("Neither Body nor adaptive card content contains marker for mention with Id '"
                    + inBody.keySet().iterator().next() + "'.");
        }
        return rendered;
    }

    private JsonNode render(JsonNode mention) {
        var mentioned = mention.path("mentioned");
        var rendered = Json.object();
        rendered.put("id", mention.path("id").asInt());
        rendered.put("mentionText", mention.path("mentionText").asText());
        var target = rendered.putObject("mentioned");
        var user = mentioned.path("user");
        if (user.isObject()) {
            var person = tenant.person(user.path("id").asText())
                    .orElseThrow(() -> GraphFault.badRequest("Mentioned user was not found in the tenant."));
            target.putNull("application")
                    .putNull("device")
                    .putNull("conversation")
                    .putNull("tag");
            target.putObject("user")
                    .put("@odata.type", "#microsoft.graph.teamworkUserIdentity")
                    .put("id", person.id())
                    .put("displayName", Json.text(user, "displayName").orElse(person.displayName()))
                    .put("userIdentityType", "aadUser");
            return rendered;
        }
        var kind = List.of("application", "conversation", "tag").stream()
                .filter(k -> mentioned.path(k).isObject())
                .findFirst()
                .orElseThrow(() -> GraphFault.badRequest("Mentioned identity is missing."));
        for (var other : List.of("application", "device", "conversation", "tag", "user")) {
            if (other.equals(kind)) {
                target.set(other, mentioned.path(kind));
            } else {
                target.putNull(other);
            }
        }
        return rendered;
    }

    private static List<JsonNode> files(JsonNode attachments) {
        var rendered = new ArrayList<JsonNode>();
        for (var attachment : attachments) {
            var copy = Json.object();
            for (var member :
                    List.of("id", "contentType", "contentUrl", "content", "name", "thumbnailUrl", "teamsAppId")) {
                copyMember(attachment, copy, member);
            }
            if (copy.path("contentType").isNull()) {
                throw GraphFault.badRequest("Attachment content type is missing.");
            }
            rendered.add(copy);
        }
        return rendered;
    }

    private static void copyMember(JsonNode from, ObjectNode to, String member) {
        if (from.path(member).isTextual()) {
            to.set(member, from.path(member));
        } else {
            to.putNull(member);
        }
    }

    private static void checkAttachments(HtmlBody body, List<JsonNode> attachments) {
        var marked = body.attachmentIds();
        for (var attachment : attachments) {
            marked.remove(attachment.path("id").asText());
        }
        if (!marked.isEmpty()) {
            throw GraphFault.badRequest("Attachment with id '"
                    + marked.iterator().next() + "' is marked in the body and missing from the attachments.");
        }
    }

    /** Stores hosted contents under ids of their own; the answer maps the client's temporary ids to them. */
    private Map<String, String> readHosted(JsonNode contents, Map<String, MessageContent.HostedContent> hosted) {
        var temporary = new HashMap<String, String>();
        for (var content : contents) {
            var type = Json.text(content, "contentType").orElse("application/octet-stream");
            try {
                var bytes = Base64.getDecoder()
                        .decode(Json.text(content, "contentBytes").orElse(""));
                var id = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("id=" + tenant.hex(32) + ",type=1").getBytes(StandardCharsets.US_ASCII));
                hosted.put(id, new MessageContent.HostedContent(type, bytes));
                temporary.put(content.path("@microsoft.graph.temporaryId").asText(), id);
            } catch (IllegalArgumentException e) {
                throw GraphFault.badRequest("Hosted content bytes are not valid base64.");
            }
        }
        return temporary;
    }

    private static String rewrite(String source, Map<String, String> temporary, String messageUrl) {
        var marker = source.indexOf("hostedContents/");
        if (!source.startsWith("../") || marker < 0) {
            return source;
        }
        var rest = source.substring(marker + "hostedContents/".length());
        var slash = rest.indexOf('/');
        var id = temporary.get(slash < 0 ? rest : rest.substring(0, slash));
        if (id == null) {
            throw GraphFault.badRequest(
                    "Hosted content with the temporary id in the body was not found in the request.");
        }
        return messageUrl + "/hostedContents/" + id + "/$value";
    }
}
