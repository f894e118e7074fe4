package dev.footbridge.teams;

import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentLink.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Links to documents in SharePoint and OneDrive by their shape, of any organisation and of private people: sharing links,
 * plain addresses of files, viewer pages, and the short forms of OneDrive. Nothing is looked up or followed.
 */
final class TeamsDocumentLinks {

    /** Stands before the id of what lies in a private person's OneDrive. */
    static final String CONSUMER = "consumer/";

    private static final Pattern ORGANISATION =
            Pattern.compile("[a-z0-9-]{1,63}\\.sharepoint(?:-mil\\.us|-df\\.com|\\.com|\\.us|\\.de|\\.cn)");

    /** {@code /:w:/s/Team/TOKEN}, and with r in front of a plain address. */
    private static final Pattern SHARED = Pattern.compile("/:([a-z]{1,2}):/([a-z])/(.{1,2000})");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{20,200}");
    private static final Pattern VIEWER = Pattern.compile(
            "(?:/.{1,500})?/_layouts/15/(doc|doc2|wopiframe|wopiframe2|guestaccess|download|stream|onedrive|viewer"
                    + "|xlviewer|powerpoint|filepreview|sharedwithme)\\.aspx",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile("/(?:sites|teams|personal)/[^/]{1,200}(/.{1,2000})?");
    private static final Pattern SHORT = Pattern.compile("/(?:([a-z])/(?:[a-z]/)?)?(?:[a-f0-9]{8,16}/)?([^/]{10,200})");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern RESOURCE = Pattern.compile("[A-Fa-f0-9]{8,16}!s?[A-Za-z0-9]{1,64}");

    /** What follows is a page of the site, not a file. */
    private static final Set<String> PAGES = Set.of("sitepages", "lists", "forms");

    private static final Map<String, Kind> LETTERS = Map.ofEntries(
            Map.entry("w", Kind.TEXT),
            Map.entry("x", Kind.SPREADSHEET),
            Map.entry("p", Kind.PRESENTATION),
            Map.entry("o", Kind.NOTEBOOK),
            Map.entry("f", Kind.FOLDER),
            Map.entry("l", Kind.SITE),
            Map.entry("fl", Kind.TEXT));

    private static final Map<String, Kind> ENDINGS = new HashMap<>();

    static {
        List.of("doc", "docx", "docm", "dotx", "odt", "rtf", "loop", "fluid")
                .forEach(ending -> ENDINGS.put(ending, Kind.TEXT));
        List.of("xls", "xlsx", "xlsm", "xlsb", "csv", "ods").forEach(ending -> ENDINGS.put(ending, Kind.SPREADSHEET));
        List.of("ppt", "pptx", "pptm", "ppsx", "odp").forEach(ending -> ENDINGS.put(ending, Kind.PRESENTATION));
        List.of("one", "onetoc2", "onepkg").forEach(ending -> ENDINGS.put(ending, Kind.NOTEBOOK));
        List.of("vsdx", "vsd").forEach(ending -> ENDINGS.put(ending, Kind.DRAWING));
    }

    private static final int MAX_LINK = 4_096;
    private static final int HTTPS_PORT = 443;

    private TeamsDocumentLinks() {}

    static Optional<DocumentLink> identify(URI link) {
        String scheme = lower(link.getScheme());
        String host = lower(link.getHost());
        boolean fine = (scheme.equals("https") || scheme.equals("http"))
                && link.getRawUserInfo() == null
                && (link.getPort() == -1 || link.getPort() == HTTPS_PORT)
                && link.getPath() != null
                && link.toString().length() <= MAX_LINK;
        if (!fine) {
            return Optional.empty();
        }
        if (ORGANISATION.matcher(host).matches()) {
            return inOrganisation(host, link);
        }
        return switch (host) {
            case "1drv.ms" -> shortForm(link.getPath());
            case "onedrive.live.com", "skydrive.live.com" -> consumer(link);
            default -> Optional.empty();
        };
    }

    /** Whether Graph can be asked about it with the credentials of an organisation. */
    static boolean isOfOrganisation(DocumentLink link) {
        return !link.id().startsWith(CONSUMER);
    }

    /** A link that was made for sharing and carries its own permission. */
    static boolean isSharingLink(URI link) {
        Matcher shared = SHARED.matcher(String.valueOf(link.getPath()));
        return shared.matches() && !shared.group(2).equals("r");
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static Optional<DocumentLink> inOrganisation(String host, URI link) {
        String path = link.getPath();
        Matcher shared = SHARED.matcher(path);
        if (shared.matches()) {
            Kind kind = LETTERS.getOrDefault(shared.group(1), Kind.FILE);
            String rest = shared.group(3);
            if (shared.group(2).equals("r")) {
                return viewer(link, "/" + rest)
                        .or(() -> place("/" + rest))
                        .map(known -> new DocumentLink(
                                known.id().startsWith("/") ? host + known.id() : known.id(),
                                kind == Kind.FILE ? known.kind() : kind));
            }
            return TOKEN.matcher(rest.substring(rest.lastIndexOf('/') + 1)).matches()
                    ? Optional.of(new DocumentLink(host + path, kind))
                    : Optional.empty();
        }
        return viewer(link, path)
                .or(() -> place(path))
                .map(known -> known.id().startsWith("/") ? new DocumentLink(host + known.id(), known.kind()) : known);
    }

    private static Optional<DocumentLink> viewer(URI link, String path) {
        Matcher page = VIEWER.matcher(path);
        if (!page.matches()) {
            return Optional.empty();
        }
        Map<String, String> query = query(link);
        Kind kind = byEnding(query.getOrDefault("file", query.getOrDefault("id", "")));
        for (String name : List.of("sourcedoc", "uniqueid", "docid", "share", "id")) {
            String value = query.getOrDefault(name, "");
            Matcher guid = GUID.matcher(value);
            if (guid.find()) {
                return Optional.of(new DocumentLink(guid.group().toLowerCase(Locale.ROOT), kind));
            }
            if (value.startsWith("/") || TOKEN.matcher(value).matches()) {
                return Optional.of(new DocumentLink(value.startsWith("/") ? value : "/" + value, kind));
            }
        }
        return Optional.empty();
    }

    private static Optional<DocumentLink> place(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Matcher place = PLACE.matcher(plain);
        boolean root = plain.regionMatches(true, 0, "/Shared Documents/", 0, "/Shared Documents/".length());
        if (!place.matches()) {
            return root ? Optional.of(new DocumentLink(plain, byEnding(plain))) : Optional.empty();
        }
        String below = place.group(1) == null ? "" : place.group(1);
        String first = below.isEmpty() ? "" : below.split("/", -1)[1].toLowerCase(Locale.ROOT);
        if (first.equals("_layouts") || below.isEmpty() && plain.startsWith("/personal/")) {
            return Optional.empty();
        }
        boolean page = below.isEmpty()
                || PAGES.contains(first)
                || below.toLowerCase(Locale.ROOT).endsWith(".aspx");
        return Optional.of(new DocumentLink(plain, page ? Kind.SITE : byEnding(below)));
    }

    private static Kind byEnding(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        if (dot < 0) {
            return name.isEmpty() || !name.startsWith("/") ? Kind.FILE : Kind.FOLDER;
        }
        return ENDINGS.getOrDefault(last.substring(dot + 1).toLowerCase(Locale.ROOT), Kind.FILE);
    }

    private static Optional<DocumentLink> shortForm(String path) {
        Matcher found = SHORT.matcher(path);
        if (!found.matches()) {
            return Optional.empty();
        }
        Kind kind = LETTERS.getOrDefault(found.group(1) == null ? "" : found.group(1), Kind.FILE);
        return Optional.of(new DocumentLink(CONSUMER + found.group(2), kind));
    }

    private static Optional<DocumentLink> consumer(URI link) {
        Map<String, String> query = query(link);
        for (String name : List.of("resid", "id", "cid")) {
            String value = query.getOrDefault(name, "");
            if (RESOURCE.matcher(value).matches()) {
                Kind kind = byEnding(query.getOrDefault("file", ""));
                return Optional.of(new DocumentLink(CONSUMER + value, kind));
            }
        }
        Matcher shared = SHARED.matcher(link.getPath());
        if (shared.matches()) {
            return Optional.of(
                    new DocumentLink(CONSUMER + shared.group(3), LETTERS.getOrDefault(shared.group(1), Kind.FILE)));
        }
        return Optional.empty();
    }

    /** By names in lower case, the first of each. */
    private static Map<String, String> query(URI link) {
        Map<String, String> values = new HashMap<>();
        String query = link.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    try {
                        values.putIfAbsent(
                                pair.substring(0, equals).toLowerCase(Locale.ROOT),
                                URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) {
                        // An escape that is none: no page of the vendor wrote it.
                    }
                }
            }
        }
        return values;
    }
}
