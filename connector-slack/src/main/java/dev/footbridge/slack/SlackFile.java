package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.http.Json;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What Slack tells of a file; see <a href="https://docs.slack.dev/reference/objects/file-object">file object</a>. */
final class SlackFile {

    static final String UNKNOWN_TYPE = "application/octet-stream";

    /** Documents that live in Slack, and files that live elsewhere: there are no bytes to copy, only a page to open. */
    private static final Set<String> DOCUMENTS = Set.of("external", "space", "post", "quip", "canvas", "list");

    private static final Set<String> GONE = Set.of("tombstone", "hidden_by_limit");

    private final JsonNode json;

    SlackFile(JsonNode json) {
        this.json = json;
    }

    Optional<String> id() {
        return Json.text(json, "id").filter(SlackIds::isId);
    }

    private String mode() {
        return Json.text(json, "mode").orElse("");
    }

    /** Deleted, or beyond the limits of the workspace's plan. */
    boolean isGone() {
        return GONE.contains(mode());
    }

    /** Whether it is a link rather than bytes. */
    boolean isDocument() {
        return Json.flag(json, "is_external") || DOCUMENTS.contains(mode());
    }

    Optional<String> name() {
        return Json.nonBlank(json, "name").or(() -> Json.nonBlank(json, "title"));
    }

    String mediaType() {
        return Json.nonBlank(json, "mimetype").orElse(UNKNOWN_TYPE);
    }

    OptionalLong size() {
        OptionalLong size = Json.number(json, "size");
        return size.isPresent() && size.getAsLong() >= 0 ? size : OptionalLong.empty();
    }

    Optional<String> download() {
        return Json.nonBlank(json, "url_private_download").or(() -> Json.nonBlank(json, "url_private"));
    }

    /** The line that stands for a document; empty when Slack does not tell where it is. */
    Optional<Paragraph> link() {
        Optional<String> url = Json.flag(json, "is_external") || mode().equals("external")
                ? Json.nonBlank(json, "url_private").or(() -> Json.nonBlank(json, "permalink"))
                : Json.nonBlank(json, "permalink").or(() -> Json.nonBlank(json, "url_private"));
        return url.map(address -> Paragraph.of(
                Link.orText(Json.nonBlank(json, "title").or(this::name).orElse(address), address, Set.of())));
    }

    /** The {@code ts} of the message that shows the file in a channel, in the thread if one is given. */
    Optional<String> share(String channel, Optional<String> thread) {
        for (String kind : new String[] {"public", "private"}) {
            for (JsonNode share : json.path("shares").path(kind).path(channel)) {
                Optional<String> ts = Json.text(share, "ts").filter(SlackIds::isTs);
                if (ts.isPresent()
                        && Json.text(share, "thread_ts")
                                .filter(root -> !root.equals(ts.get()))
                                .equals(thread)) {
                    return ts;
                }
            }
        }
        return Optional.empty();
    }
}
