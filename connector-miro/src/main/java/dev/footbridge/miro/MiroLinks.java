package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.document.Link;
import dev.footbridge.http.Json;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links to boards: what people copy out of the address bar, the share dialog or an embed. */
final class MiroLinks implements LinkPreviews {

    /** A board's id is eleven characters of Base64 for addresses and an equals sign, which gets lost here and there. */
    private static final Pattern BOARD =
            Pattern.compile("/app/(?:board|live-embed|embed)/([A-Za-z0-9_-]{8,40})(={0,2})(?:/.*)?");

    private static final int MAX_LINK = 4_096;
    private static final int HTTPS_PORT = 443;
    private static final int QUARTET = 4;

    private final MiroApi api;
    private final List<String> hosts;

    MiroLinks(MiroApi api, List<String> hosts) {
        this.api = api;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /** The board behind a link. */
    static Optional<String> board(URI link, List<String> hosts) {
        String scheme = link.getScheme() == null ? "" : link.getScheme().toLowerCase(Locale.ROOT);
        String host = link.getHost() == null ? "" : link.getHost().toLowerCase(Locale.ROOT);
        String plain = host.startsWith("www.") ? host.substring("www.".length()) : host;
        boolean here = (scheme.equals("https") || scheme.equals("http"))
                && hosts.contains(plain)
                && link.getRawUserInfo() == null
                && (link.getPort() == -1 || link.getPort() == HTTPS_PORT);
        if (!here || link.getPath() == null || link.toString().length() > MAX_LINK) {
            return Optional.empty();
        }
        Matcher board = BOARD.matcher(link.getPath());
        return board.matches() ? Optional.of(padded(board.group(1))) : Optional.empty();
    }

    private static String padded(String id) {
        return id + "=".repeat((QUARTET - id.length() % QUARTET) % QUARTET);
    }

    Optional<String> board(URI link) {
        return board(link, hosts);
    }

    @Override
    public boolean recognises(URI link) {
        return board(link).isPresent();
    }

    @Override
    public Optional<LinkPreview> preview(URI link) throws ConnectorException, InterruptedException {
        Optional<String> board = board(link);
        if (board.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode read = api.get("get-specific-board", Map.of("board_id", board.get()), Map.of());
            return Json.nonBlank(read, "name").map(name -> preview(link, name, read));
        } catch (ConnectorException e) {
            boolean hidden = e.kind() == Kind.NOT_FOUND
                    || e.kind() == Kind.FORBIDDEN && e.missingScope().isEmpty();
            if (hidden) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static LinkPreview preview(URI link, String name, JsonNode board) {
        return new LinkPreview(
                link,
                name,
                Json.nonBlank(board, "picture", "imageURL")
                        .or(() -> Json.nonBlank(board, "picture", "imageUrl"))
                        .flatMap(MiroLinks::picture),
                Json.nonBlank(board, "owner", "name"),
                MiroMessages.instant(Json.text(board, "modifiedAt")));
    }

    private static Optional<URI> picture(String url) {
        try {
            return Link.isSafe(url) && url.startsWith("https://") ? Optional.of(URI.create(url)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
