package dev.footbridge.teams.emulator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What people do with their documents in SharePoint's own client. */
public final class TeamsDocuments {
    private final Tenant tenant;
    private final SharedItems items;

    TeamsDocuments(Tenant tenant, SharedItems items) {
        this.tenant = tenant;
        this.items = items;
    }

    /** A person makes a document in the team's library, which only they can open. Returns its plain address. */
    public String create(String ownerId, String name) {
        var drive = "b!" + tenant.hex(40);
        var url = "https://northwind.sharepoint.com/sites/Launch/Shared%20Documents/" + tenant.hex(8) + "/" + name;
        var item = new SharedItem(drive, "01" + tenant.hex(32).toUpperCase(Locale.ROOT), name, url);
        var owner = tenant.requirePerson(ownerId).mail();
        item.grant(new SharedItem.Right(tenant.guid(), owner, false, SharedItem.OWNER, ""));
        items.add(item);
        return url;
    }

    /**
     * The owner makes a sharing link. Returns it, without what copying adds.
     *
     * @param scope anonymous, organization or users
     * @param type view, review or edit
     */
    public String link(String url, String scope, String type) {
        return link(url, scope, type, false, "");
    }

    /** The same, with more on it: no downloads, or an end. */
    public String link(String url, String scope, String type, boolean preventsDownload, String expires) {
        var item = item(url);
        synchronized (item) {
            var link = "https://northwind.sharepoint.com/:w:/s/Launch/E" + tenant.hex(44);
            item.links().put(link, new SharedItem.Link(tenant.guid(), link, scope, type, preventsDownload, expires));
            return link;
        }
    }

    /** The owner changes what a sharing link gives; one that gives nothing is for people who are let in one by one. */
    public void change(String link, Optional<String> type) {
        var item = item(link);
        synchronized (item) {
            item.links()
                    .computeIfPresent(
                            link,
                            (url, old) -> new SharedItem.Link(
                                    old.id(),
                                    url,
                                    type.isPresent() ? "organization" : "users",
                                    type.orElse("view"),
                                    false,
                                    ""));
        }
    }

    /** The owner gives a person a role, read or write, or takes it away. */
    public void person(String url, String mail, Optional<String> role) {
        right(url, mail, false, role);
    }

    /** The owner gives a group of the site a role, or takes it away. */
    public void group(String url, String name, Optional<String> role) {
        right(url, name, true, role);
    }

    private void right(String url, String holder, boolean group, Optional<String> role) {
        var item = item(url);
        synchronized (item) {
            item.rights().remove(holder.toLowerCase(Locale.ROOT));
            role.ifPresent(word -> item.grant(new SharedItem.Right(tenant.guid(), holder, group, word, "")));
        }
    }

    private SharedItem item(String url) {
        return items.byUrl(url).orElseThrow(() -> new IllegalArgumentException("no document " + url));
    }

    /** Who was let in by name, by mail address in lower case. */
    public Map<String, String> people(String url) {
        var item = item(url);
        synchronized (item) {
            Map<String, String> roles = new LinkedHashMap<>();
            item.rights().forEach((holder, right) -> {
                if (!right.group()) {
                    roles.put(holder, right.role());
                }
            });
            return roles;
        }
    }

    /** When somebody's access ends; empty when never. */
    public Optional<String> until(String url, String mail) {
        var item = item(url);
        synchronized (item) {
            return Optional.ofNullable(item.rights().get(mail.toLowerCase(Locale.ROOT)))
                    .map(SharedItem.Right::expires)
                    .filter(end -> !end.isEmpty());
        }
    }

    /** Whether there is a guest account for an address. */
    public boolean isGuest(String mail) {
        return tenant.person(mail).filter(Person::guest).isPresent();
    }
}
