package dev.footbridge.gchat;

import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentLink.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links to Drive, Docs, Sheets, Slides, Forms and Drawings by their shape: what people copy out of the address bar or the
 * share dialog, with the account or domain that gets into it, and older forms. Nothing is looked up or followed.
 */
final class GchatDocumentLinks {

    /** Stands before what is no file's id: a published document or the responder's side of a form. */
    static final String PUBLISHED = "published/";

    private static final String ID = "([A-Za-z0-9_-]{15,128})";
    private static final String ACCOUNT = "(?:/u/\\d{1,3})?";
    private static final String DOMAIN = "(?:/a/[A-Za-z0-9.-]{1,255})?";
    private static final String REST = "(?:/.*)?";

    /** The editors; the account stands before or behind the editor's name. */
    private static final Pattern EDITOR = Pattern.compile(DOMAIN + ACCOUNT
            + "/(document|spreadsheets|presentation|forms|drawings|videos|file|folder)" + ACCOUNT + "/d/(e/)?" + ID
            + REST);

    private static final Pattern FILE = Pattern.compile(DOMAIN + "/file" + ACCOUNT + "/d/()" + ID + REST);
    private static final Pattern FOLDER =
            Pattern.compile(DOMAIN + "/drive(?:/mobile)?" + ACCOUNT + "(?:/mobile)?/folders/" + ID + REST);

    /** Pages that name the document in the query. */
    private static final Pattern BY_QUERY = Pattern.compile(
            DOMAIN + ACCOUNT
                    + "/(open|uc|leaf|viewer|viewerng/viewer|folderview|embeddedfolderview|spreadsheet/ccc|spreadsheet/viewform|download)");

    private static final Pattern SHORT_FORM = Pattern.compile("/([A-Za-z0-9]{10,40})/?");
    private static final Pattern BARE_ID = Pattern.compile(ID);
    private static final List<String> ID_NAMES = List.of("id", "key", "formkey", "srcid");
    private static final Set<String> HOSTS =
            Set.of("docs.google.com", "drive.google.com", "drive.usercontent.google.com", "forms.gle");
    private static final Map<String, Kind> KINDS = Map.of(
            "document", Kind.TEXT,
            "spreadsheets", Kind.SPREADSHEET,
            "presentation", Kind.PRESENTATION,
            "forms", Kind.FORM,
            "drawings", Kind.DRAWING,
            "folder", Kind.FOLDER);

    private static final int MAX_LINK = 4_096;
    private static final int HTTPS_PORT = 443;

    private GchatDocumentLinks() {}

    static Optional<DocumentLink> identify(URI link) {
        String scheme = lower(link.getScheme());
        String host = lower(link.getHost());
        boolean here = (scheme.equals("https") || scheme.equals("http"))
                && HOSTS.contains(host)
                && link.getRawUserInfo() == null
                && (link.getPort() == -1 || link.getPort() == HTTPS_PORT)
                && link.getRawPath() != null
                && link.toString().length() <= MAX_LINK;
        if (!here) {
            return Optional.empty();
        }
        String path = link.getRawPath();
        return switch (host) {
            case "forms.gle" -> shortForm(path);
            case "docs.google.com" -> byPath(EDITOR, path).or(() -> byQuery(link));
            case "drive.google.com" -> byPath(FILE, path).or(() -> folder(path)).or(() -> byQuery(link));
            default -> byQuery(link);
        };
    }

    private static String lower(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static Optional<DocumentLink> shortForm(String path) {
        Matcher form = SHORT_FORM.matcher(path);
        return form.matches() ? Optional.of(new DocumentLink(PUBLISHED + form.group(1), Kind.FORM)) : Optional.empty();
    }

    private static Optional<DocumentLink> byPath(Pattern pattern, String path) {
        Matcher found = pattern.matcher(path);
        if (!found.matches()) {
            return Optional.empty();
        }
        boolean editor = pattern == EDITOR;
        Kind kind = editor ? KINDS.getOrDefault(found.group(1), Kind.FILE) : Kind.FILE;
        boolean published = editor && found.group(2) != null;
        String id = found.group(editor ? 3 : 2);
        return Optional.of(new DocumentLink(published ? PUBLISHED + id : id, kind));
    }

    private static Optional<DocumentLink> folder(String path) {
        Matcher found = FOLDER.matcher(path);
        return found.matches() ? Optional.of(new DocumentLink(found.group(1), Kind.FOLDER)) : Optional.empty();
    }

    private static Optional<DocumentLink> byQuery(URI link) {
        Matcher page = BY_QUERY.matcher(link.getRawPath());
        if (!page.matches() || link.getRawQuery() == null) {
            return Optional.empty();
        }
        Kind kind = switch (page.group(1)) {
            case "folderview", "embeddedfolderview" -> Kind.FOLDER;
            case "spreadsheet/ccc" -> Kind.SPREADSHEET;
            case "spreadsheet/viewform" -> Kind.FORM;
            default -> Kind.FILE;
        };
        return ID_NAMES.stream()
                .flatMap(name -> parameter(link.getRawQuery(), name).stream())
                .filter(id -> BARE_ID.matcher(id).matches())
                .findFirst()
                .map(id -> new DocumentLink(kind == Kind.FORM ? PUBLISHED + id : id, kind));
    }

    private static Optional<String> parameter(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                try {
                    return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
