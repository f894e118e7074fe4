package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** What the client does with files: pictures go into the text, everything else into a drive. */
final class SharedFiles {
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif");
    private static final long MAX_PICTURE = 4L * 1024 * 1024;
    private static final String HOSTED = "/hostedContents/";

    private final Tenant tenant;
    private final Drives drives;

    SharedFiles(Tenant tenant, Drives drives) {
        this.tenant = tenant;
        this.drives = drives;
    }

    /** The content with the files in it. */
    MessageContent with(MessageContent content, List<ClientFile> files, Person person, Conversation conversation) {
        var html = new StringBuilder(content.html() ? content.text() : Entities.escape(content.text()));
        var attachments = new ArrayList<>(content.attachments());
        var hosted = new HashMap<>(content.hosted());
        for (var file : files) {
            if (PICTURES.contains(file.mediaType()) && file.content().size() <= MAX_PICTURE) {
                var id = newHostedId();
                hosted.put(id, new MessageContent.HostedContent(file.mediaType(), bytes(file.content())));
                html.append("<p><img src=\"https://graph.microsoft.com/v1.0/")
                        .append(conversation.place().path())
                        .append("/messages/")
                        .append(MessageContent.ID_TO_COME)
                        .append(HOSTED)
                        .append(id)
                        .append("/$value\" alt=\"")
                        .append(Entities.escape(file.name()))
                        .append("\"></p>");
            } else {
                var item = stored(file, person, conversation);
                html.append("<attachment id=\"").append(item.guid()).append("\"></attachment>");
                attachments.add(Json.object()
                        .put("id", item.guid())
                        .put("contentType", "reference")
                        .put("contentUrl", item.webUrl())
                        .putNull("content")
                        .put("name", item.name)
                        .putNull("thumbnailUrl")
                        .putNull("teamsAppId"));
            }
        }
        return new MessageContent(
                true,
                html.toString(),
                content.subject(),
                content.importance(),
                content.mentions(),
                attachments,
                hosted);
    }

    private String newHostedId() {
        var raw = "id=" + tenant.hex(32) + ",type=1";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw.getBytes(StandardCharsets.US_ASCII));
    }

    private DriveItem stored(ClientFile file, Person person, Conversation conversation) {
        var name = file.name();
        if (conversation.place() instanceof Place.ChannelPlace place) {
            var folder = drives.folderOf(tenant.requireChannel(place.teamId(), place.channelId()));
            return drives.put(folder, name, "rename", file.content(), file.mediaType());
        }
        var root = drives.rootOf(person)
                .orElseThrow(() -> new IllegalStateException("Guests cannot share files in chats"));
        var folder = drives.folder(root, new String[] {Drives.CHAT_FOLDER});
        var item = drives.put(folder, name, "rename", file.content(), file.mediaType());
        tenant.roster(conversation.place())
                .members()
                .forEach(m -> item.invite(m.person().id()));
        return item;
    }

    private static byte[] bytes(FileContent content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a member sees of a message's files when they open them: those in drives, then the pictures. */
    List<ClientFile> of(ChatMessage message) {
        var files = new ArrayList<ClientFile>();
        if (message.isDeleted()) {
            return files;
        }
        for (var attachment : message.content().attachments()) {
            if (Json.text(attachment, "contentType").filter("reference"::equals).isPresent()) {
                item(attachment.path("contentUrl").asText(""))
                        .ifPresent(item -> files.add(new ClientFile(
                                Json.text(attachment, "name").orElse(item.name),
                                item.mediaType(),
                                item.content().orElseThrow())));
            }
        }
        for (Element picture : Jsoup.parseBodyFragment(message.content().text()).select("img")) {
            var hosted = message.content().hosted().get(hostedId(picture.attr("src")));
            if (hosted != null) {
                files.add(new ClientFile(picture.attr("alt"), hosted.contentType(), FileContent.of(hosted.bytes())));
            }
        }
        return files;
    }

    private Optional<DriveItem> item(String url) {
        return drives.byUrl(url).filter(item -> item.content().isPresent());
    }

    private static String hostedId(String source) {
        int start = source.indexOf(HOSTED);
        int end = source.indexOf("/$value", Math.max(0, start));
        return start < 0 || end < 0 ? "" : source.substring(start + HOSTED.length(), end);
    }
}
