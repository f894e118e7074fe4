package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.FileContent;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The files of the tenant: a library per team, a OneDrive per member. Guests have none. Safe for concurrent use. */
final class Drives {
    /** Where Teams puts what people share in chats. */
    static final String CHAT_FOLDER = "Microsoft Teams Chat Files";

    private static final String SITE = "https://northwind.sharepoint.example/sites/";
    private static final String PERSONAL = "https://northwind-my.sharepoint.example/personal/";

    private final Tenant tenant;
    private final Clock clock;
    private final Map<String, DriveItem> items = new LinkedHashMap<>();
    private final Map<String, DriveItem> roots = new LinkedHashMap<>();
    private final Map<String, DriveItem> ofOwner = new LinkedHashMap<>();

    Drives(Tenant tenant, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The root of a person's OneDrive; a guest has none. */
    synchronized Optional<DriveItem> rootOf(Person person) {
        if (person.guest()) {
            return Optional.empty();
        }
        return Optional.of(ofOwner.computeIfAbsent(person.id(), id -> {
            String name = person.mail().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
            return root(new Drive("b!" + tenant.hex(32), PERSONAL + name + "/Documents", Optional.of(person)));
        }));
    }

    synchronized DriveItem folderOf(Channel channel) {
        DriveItem root = ofOwner.computeIfAbsent(channel.isStandard() ? channel.teamId() : channel.id(), id -> {
            String site = tenant.requireTeam(channel.teamId()).displayName() + (channel.isStandard() ? "" : id);
            String name = encoded(site.replaceAll("[^A-Za-z0-9]", ""));
            return root(new Drive("b!" + tenant.hex(32), SITE + name + "/Shared%20Documents", Optional.empty()));
        });
        return child(root, channel.displayName())
                .orElseGet(() -> add(root, channel.displayName(), Optional.of(channel.roster())));
    }

    private DriveItem root(Drive drive) {
        var root = new DriveItem(
                newId(), drive, Optional.empty(), "root", tenant.guid(), clock.millis(), Optional.empty());
        items.put(root.id, root);
        roots.put(drive.id(), root);
        return root;
    }

    private String newId() {
        return "01" + tenant.hex(32).toUpperCase(Locale.ROOT);
    }

    private DriveItem add(DriveItem folder, String name, Optional<Roster> readers) {
        var item =
                new DriveItem(newId(), folder.drive, Optional.of(folder), name, tenant.guid(), clock.millis(), readers);
        items.put(item.id, item);
        return item;
    }

    synchronized Optional<DriveItem> child(DriveItem folder, String name) {
        return items.values().stream()
                .filter(item -> item.parent.filter(folder::equals).isPresent())
                .filter(item -> item.name.equalsIgnoreCase(name))
                .findFirst();
    }

    /** An item of a drive; {@code root} names its root. */
    synchronized Optional<DriveItem> find(String driveId, String itemId) {
        return Optional.ofNullable(itemId.equals("root") ? roots.get(driveId) : items.get(itemId))
                .filter(item -> item.drive.id().equals(driveId));
    }

    synchronized Optional<DriveItem> byId(String itemId) {
        return Optional.ofNullable(items.get(itemId));
    }

    /** By the address that a browser shows. */
    synchronized Optional<DriveItem> byUrl(String webUrl) {
        String wanted = decoded(webUrl);
        return items.values().stream()
                .filter(item -> decoded(item.webUrl()).equals(wanted))
                .findFirst();
    }

    /** Which signs are written as they are differs from client to client. */
    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    /** The folder of a path below a folder, made where it is missing. */
    synchronized DriveItem folder(DriveItem start, String[] names) {
        DriveItem folder = start;
        for (String name : names) {
            DriveItem above = folder;
            folder = child(above, name).orElseGet(() -> add(above, name, Optional.empty()));
        }
        return folder;
    }

    /**
     * Puts a file into a folder.
     *
     * @param conflict {@code fail}, {@code replace} or {@code rename}
     */
    synchronized DriveItem put(DriveItem folder, String name, String conflict, FileContent content, String mediaType) {
        Optional<DriveItem> there = child(folder, name);
        if (there.isPresent() && conflict.equals("fail")) {
            throw GraphFault.of(409, "nameAlreadyExists", "An item with the same name already exists.");
        }
        DriveItem item = there.isPresent() && conflict.equals("replace")
                ? there.get()
                : add(folder, free(folder, name), Optional.empty());
        item.content(content, mediaType);
        return item;
    }

    private String free(DriveItem folder, String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        String free = name;
        for (int number = 1; child(folder, free).isPresent(); number++) {
            free = stem + ' ' + number + extension;
        }
        return free;
    }

    /** What is in a folder, by name. */
    synchronized List<String> names(DriveItem folder) {
        return items.values().stream()
                .filter(item -> item.parent.filter(folder::equals).isPresent())
                .map(item -> item.name)
                .sorted()
                .toList();
    }

    synchronized void remove(DriveItem item) {
        items.remove(item.id);
    }

    static String mediaType(String name) {
        String guess = URLConnection.guessContentTypeFromName(name);
        return guess == null ? "application/octet-stream" : guess;
    }
}
