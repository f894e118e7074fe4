package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.FileContent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of the workspace. Guarded by the workspace's lock. */
final class SlackFile {
    /** A message that shows the file. */
    record Share(SlackChannel channel, String ts, Optional<String> threadTs) {}

    final String id;
    final String name;
    final String mediaType;
    final String owner;
    final long created;
    private final List<Share> shares = new ArrayList<>();
    private String title;
    private String mode = "hosted";
    private String url = "";
    private long size;
    private @Nullable FileContent content;
    private boolean deleted;

    SlackFile(String id, String name, String mediaType, String owner, long created) {
        this.id = id;
        this.name = name;
        this.title = name;
        this.mediaType = mediaType;
        this.owner = owner;
        this.created = created;
    }

    void title(String value) {
        title = value;
    }

    /** A page elsewhere, or one of Slack's own documents: no bytes. */
    void document(String documentMode, String address) {
        mode = documentMode;
        url = address;
    }

    void content(FileContent bytes) {
        content = bytes;
        size = bytes.size();
    }

    Optional<FileContent> content() {
        return deleted ? Optional.empty() : Optional.ofNullable(content);
    }

    /** What the file object says, whatever there is. */
    void declareSize(long bytes) {
        size = bytes;
    }

    void delete() {
        deleted = true;
    }

    boolean deleted() {
        return deleted;
    }

    List<Share> shares() {
        return shares;
    }

    /** Whether somebody may read it: its owner, and whoever is where it is shared. */
    boolean visibleTo(String user) {
        return owner.equals(user)
                || shares.stream()
                        .map(Share::channel)
                        .anyMatch(
                                channel -> channel.kind == SlackChannel.Kind.PUBLIC || channel.members.contains(user));
    }

    /** The stub that tells of a file of another organisation: {@code files.info} has the rest. */
    ObjectNode stub() {
        return Nodes.object()
                .put("id", id)
                .put("created", 0)
                .put("timestamp", 0)
                .put("mode", "file_access")
                .put("file_access", "check_file_info");
    }

    /** As messages show it. */
    ObjectNode json(Workspace workspace) {
        if (deleted) {
            return Nodes.object().put("id", id).put("mode", "tombstone");
        }
        String extension = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "binary";
        boolean external = mode.equals("external");
        ObjectNode json = Nodes.object()
                .put("id", id)
                .put("created", created)
                .put("timestamp", created)
                .put("name", name)
                .put("title", title)
                .put("mimetype", mediaType)
                .put("filetype", extension)
                .put("pretty_type", extension.toUpperCase(java.util.Locale.ROOT))
                .put("user", owner)
                .put("user_team", workspace.teamId)
                .put("editable", false)
                .put("size", size)
                .put("mode", mode)
                .put("is_external", external)
                .put("external_type", external ? "unknown" : "")
                .put("is_public", true)
                .put("public_url_shared", false)
                .put("display_as_bot", false)
                .put("username", "");
        String page = "https://" + workspace.domain + ".slack.com/files/" + owner + '/' + id + '/' + encoded(name);
        if (external) {
            json.put("url_private", url);
        } else {
            String base = workspace.filesUrl() + "/files-pri/" + workspace.teamId + '-' + id;
            json.put("url_private", base + '/' + encoded(name))
                    .put("url_private_download", base + "/download/" + encoded(name));
        }
        return json.put("permalink", url.isEmpty() || external ? page : url)
                .put("has_rich_preview", false)
                .put("file_access", "visible");
    }

    /** As {@code files.info} shows it. */
    ObjectNode withShares(Workspace workspace) {
        ObjectNode json = json(workspace);
        ArrayNode channels = json.putArray("channels");
        json.putArray("groups");
        json.putArray("ims");
        ObjectNode all = json.putObject("shares");
        for (Share share : shares) {
            channels.add(share.channel().id);
            String kind = share.channel().kind == SlackChannel.Kind.PUBLIC ? "public" : "private";
            ObjectNode one = all.withObject('/' + kind)
                    .withArray('/' + share.channel().id)
                    .addObject();
            one.putArray("reply_users");
            one.put("reply_users_count", 0)
                    .put("reply_count", 0)
                    .put("ts", share.ts())
                    .put("channel_name", share.channel().name())
                    .put("team_id", workspace.teamId)
                    .put("share_user_id", owner);
            share.threadTs().ifPresent(ts -> one.put("thread_ts", ts));
        }
        return json.put("comments_count", 0);
    }

    /** File names in Slack's addresses are lower case and without odd signs. */
    private static String encoded(String name) {
        String plain = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9._-]+", "_");
        return URLEncoder.encode(plain, StandardCharsets.UTF_8);
    }
}
