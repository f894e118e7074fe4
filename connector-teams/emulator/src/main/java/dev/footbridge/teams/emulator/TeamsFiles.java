package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.FileContent;
import java.util.List;

/** What happens to files besides being posted. Safe for concurrent use. */
public final class TeamsFiles {
    private final TeamsWorld world;

    TeamsFiles(TeamsWorld world) {
        this.world = world;
    }

    /** All addresses of storage that were handed out are from now on too old, those of uploads under way too. */
    public void expireAddresses() {
        world.driveHost().expireAll();
    }

    /** Names of what is in a channel's folder, as its Files tab shows it. */
    public List<String> folder(String channelId) {
        return world.drives()
                .names(world.tenant().teams().stream()
                        .flatMap(team -> team.channel(channelId).stream())
                        .findFirst()
                        .map(world.drives()::folderOf)
                        .orElseThrow(() -> new IllegalArgumentException("Unknown channel " + channelId)));
    }

    /** Whether a person may open the file behind an address. */
    public boolean mayOpen(String userId, String webUrl) {
        return world.drives()
                .byUrl(webUrl)
                .filter(item -> item.readableBy(userId))
                .isPresent();
    }

    /** Another version in the place of a file. */
    public void replace(String webUrl, FileContent content) {
        DriveItem item = item(webUrl);
        item.content(content, item.mediaType());
    }

    /** Somebody deletes a file from its folder; messages go on pointing at it. */
    public void delete(String webUrl) {
        world.drives().remove(item(webUrl));
    }

    private DriveItem item(String webUrl) {
        return world.drives().byUrl(webUrl).orElseThrow(() -> new IllegalArgumentException("Nothing there"));
    }
}
