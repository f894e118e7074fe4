package dev.footbridge.relay.transfer;

import dev.footbridge.core.message.Attachment;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the operator of a bridge allows. A type is an extension without its dot ({@code pdf}), a media type
 * ({@code image/png}) or a family of them ({@code image/*}), in lower case. A file has the types that its name and its
 * source tell, and the one that its first bytes tell: {@link FileInspection} looks at those.
 *
 * @param on whether files cross at all
 * @param maxBytes largest file that is copied
 * @param allowed only these types; empty for all
 * @param denied never these types
 * @param guests whether files of people who are guests at the target cross
 */
public record FileRules(boolean on, long maxBytes, Set<String> allowed, Set<String> denied, boolean guests) {

    /** No limit but the platforms' own. */
    public static final FileRules EVERYTHING = new FileRules(true, Long.MAX_VALUE, Set.of(), Set.of(), true);

    /** Files stay where they are. */
    public static final FileRules NOTHING = new FileRules(false, 0, Set.of(), Set.of(), false);

    public FileRules {
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
    }

    /** What both allow: for a way over two bridges. */
    public FileRules and(FileRules other) {
        Set<String> both = new HashSet<>(denied);
        both.addAll(other.denied);
        Set<String> either = new HashSet<>(allowed.isEmpty() ? other.allowed : allowed);
        boolean nothingLeft = false;
        if (!allowed.isEmpty() && !other.allowed.isEmpty()) {
            either.retainAll(other.allowed);
            nothingLeft = either.isEmpty();
        }
        return new FileRules(
                on && other.on && !nothingLeft,
                Math.min(maxBytes, other.maxBytes),
                either,
                both,
                guests && other.guests);
    }

    /** Whether files of such a name and declared type may cross. */
    public boolean takes(Attachment file) {
        return takes(words(file));
    }

    /** Whether files may cross whose type has these names. */
    boolean takes(Set<String> words) {
        return (allowed.isEmpty() || !Collections.disjoint(allowed, words)) && Collections.disjoint(denied, words);
    }

    /** Whether the type of a file matters. */
    boolean asksForTypes() {
        return !allowed.isEmpty() || !denied.isEmpty();
    }

    private static Set<String> words(Attachment file) {
        int dot = file.name().lastIndexOf('.');
        String extension = dot < 0 ? "" : file.name().substring(dot + 1).toLowerCase(Locale.ROOT);
        String media = file.mediaType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        int slash = media.indexOf('/');
        String family = slash < 0 ? "" : media.substring(0, slash) + "/*";
        return new HashSet<>(List.of(extension, media, family));
    }
}
