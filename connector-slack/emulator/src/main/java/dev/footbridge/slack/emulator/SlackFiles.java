package dev.footbridge.slack.emulator;

import dev.footbridge.testkit.emulator.FileContent;
import java.util.List;
import java.util.Optional;

/**
 * What happens to files besides being posted, and how Slack tells of them. Users and channels go by id or by name. Safe for
 * concurrent use.
 */
public final class SlackFiles {
    private final Workspace workspace;
    private final FileStore store;
    private final SlackPeople people;

    SlackFiles(Workspace workspace, FileStore store, SlackPeople people) {
        this.workspace = workspace;
        this.store = store;
        this.people = people;
    }

    /** The ids of the files of a message. */
    public List<String> ids(String channel, String messageId) {
        synchronized (workspace) {
            return people.fileIds(channel, messageId);
        }
    }

    /** The owner deletes a file: neither {@code files.info} nor its address has it any more. */
    public void delete(String fileId) {
        synchronized (workspace) {
            file(fileId).delete();
        }
    }

    /** Another version in the place of a file. */
    public void replace(String fileId, FileContent content) {
        synchronized (workspace) {
            file(fileId).content(content);
        }
    }

    /** Lets the file object tell another size than the file has. */
    public void declareSize(String fileId, long bytes) {
        synchronized (workspace) {
            file(fileId).declareSize(bytes);
        }
    }

    /**
     * Somebody shares a page instead of a file.
     *
     * @param mode {@code external} for storage elsewhere, {@code canvas} or {@code list} for Slack's own documents
     * @return the message's id
     */
    public String shareDocument(String user, String channel, String mode, String title, String url) {
        synchronized (workspace) {
            SlackUser person = people.user(user);
            SlackFile file = store.create(title, "application/vnd.slack-docs", person.id());
            file.document(mode, url);
            return store.share(people.channel(channel), people.wordless(person), List.of(file), Optional.empty())
                    .ts();
        }
    }

    /** How many looks at {@code files.info} do not yet tell where a file was shared. Defaults to 0. */
    public void sharesAfter(int looks) {
        synchronized (workspace) {
            store.sharesAfter(looks);
        }
    }

    /** Whether {@code files.completeUploadExternal} tells the message; Slack may or may not. Defaults to false. */
    public void sharesInAnswer(boolean on) {
        synchronized (workspace) {
            store.sharesInAnswer(on);
        }
    }

    private SlackFile file(String id) {
        return store.find(id).orElseThrow(() -> new IllegalArgumentException("no file " + id));
    }
}
