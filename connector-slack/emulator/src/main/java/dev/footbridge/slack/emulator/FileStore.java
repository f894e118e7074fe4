package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.ClientFile;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the workspace and the uploads that are on their way. Every method must be called with the workspace locked. */
final class FileStore {
    /** An upload that was announced. */
    record Ticket(SlackFile file, long length) {}

    private final Workspace workspace;
    private final Timeline timeline;
    private final Map<String, SlackFile> files = new LinkedHashMap<>();
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private int unsharedLooks;
    private boolean sharesInAnswer;

    FileStore(Workspace workspace, Timeline timeline) {
        this.workspace = workspace;
        this.timeline = timeline;
    }

    /** How many looks at {@code files.info} do not yet tell where a file is shared. */
    void sharesAfter(int looks) {
        unsharedLooks = looks;
    }

    void sharesInAnswer(boolean on) {
        sharesInAnswer = on;
    }

    Optional<SlackFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    /** Opens an address for the bytes of a file. */
    SlackFile announce(String ticket, String name, String owner, long length) {
        SlackFile file = create(name, mediaType(name), owner);
        tickets.put(ticket, new Ticket(file, length));
        return file;
    }

    /** An address is good for one upload. */
    Optional<Ticket> redeem(String ticket) {
        return Optional.ofNullable(tickets.remove(ticket));
    }

    SlackFile create(String name, String mediaType, String owner) {
        SlackFile file = new SlackFile(workspace.nextId("F"), name, mediaType, owner, workspace.seconds());
        files.put(file.id, file);
        return file;
    }

    SlackFile add(ClientFile given, String owner) {
        SlackFile file = create(given.name(), given.mediaType(), owner);
        file.content(given.content());
        return file;
    }

    static String mediaType(String name) {
        String guess = URLConnection.guessContentTypeFromName(name);
        return guess == null ? "application/octet-stream" : guess;
    }

    /** One message that shows all the files. */
    SlackMessage share(SlackChannel channel, ObjectNode body, List<SlackFile> shown, Optional<SlackMessage> root) {
        ArrayNode array = body.putArray("files");
        boolean foreign = channel.external()
                && workspace
                        .user(Nodes.text(body, "user"))
                        .filter(user -> !user.teamId().equals(workspace.teamId))
                        .isPresent();
        shown.forEach(file -> array.add(foreign ? file.stub() : file.json(workspace)));
        body.put("subtype", "file_share").put("upload", true).put("display_as_bot", false);
        SlackMessage message = timeline.post(channel, body, Optional.empty(), root, false);
        SlackFile.Share share = new SlackFile.Share(channel, message.ts(), root.map(SlackMessage::ts));
        shown.forEach(file -> file.shares().add(share));
        return message;
    }

    ObjectNode answerOf(SlackFile file) {
        return sharesInAnswer
                ? file.withShares(workspace)
                : Nodes.object().put("id", file.id).put("title", Nodes.text(file.json(workspace), "title"));
    }

    ObjectNode infoOf(SlackFile file) {
        ObjectNode json = file.withShares(workspace);
        if (unsharedLooks > 0) {
            unsharedLooks--;
            json.putObject("shares");
        }
        return json;
    }

    /** The bytes behind the files of a message, for those who look at it. */
    List<ClientFile> of(SlackMessage message) {
        List<ClientFile> all = new ArrayList<>();
        for (JsonNode node : message.plain().path("files")) {
            SlackFile file = files.get(Nodes.text(node, "id"));
            if (file != null) {
                file.content().ifPresent(bytes -> all.add(new ClientFile(file.name, file.mediaType, bytes)));
            }
        }
        return all;
    }
}
