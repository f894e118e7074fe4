package dev.footbridge.miro;

import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Text;
import java.util.Locale;
import java.util.Optional;

/** The words for what a note can hold as words only. Nothing in a note rings anybody. */
final class MiroWords {

    private MiroWords() {}

    static String of(Mention mention) {
        if (!mention.label().isEmpty()) {
            return "@" + mention.label();
        }
        if (mention.target() instanceof Mention.BroadcastTarget broadcast) {
            return "@" + broadcast.audience().name().toLowerCase(Locale.ROOT);
        }
        return mention.target() instanceof Mention.UserTarget ? "@somebody" : "@group";
    }

    static Element element(Mention mention) {
        if (mention.target() instanceof Mention.UserTarget) {
            return Element.USER_MENTION;
        }
        return mention.target() instanceof Mention.GroupTarget ? Element.GROUP_MENTION : Element.BROADCAST_MENTION;
    }

    static String of(ChannelRef channelRef) {
        return "#" + (channelRef.label().isEmpty() ? "channel" : channelRef.label());
    }

    /** What stands behind a link whose text looks like another address than it leads to; empty behind every other. */
    static String behind(Link link) {
        String shown = host(link.text());
        return !shown.isEmpty() && !shown.equals(host(link.url())) ? " (" + link.url() + ")" : "";
    }

    /** The same, in front of this inline: what stands there already is not written again. */
    static String behind(Link link, Optional<Inline> next) {
        String behind = behind(link);
        boolean there = next.isPresent()
                && next.get() instanceof Text text
                && text.value().startsWith(behind);
        return there ? "" : behind;
    }

    /** The host of what looks like a web address; empty for all other text. */
    private static String host(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        int scheme = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : 0;
        if (scheme == 0 && !lower.startsWith("www.")) {
            return "";
        }
        int end = scheme;
        while (end < lower.length() && "/?#:".indexOf(lower.charAt(end)) < 0) {
            end++;
        }
        String host = lower.substring(scheme, end);
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
