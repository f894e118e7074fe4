package dev.footbridge.slack;

import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Mention;
import java.util.Locale;

/**
 * Which mentions become real ones. Only users and channels of the own workspace do: a group's id does not tell where it
 * belongs, and nobody from elsewhere may ring everybody here.
 */
final class SlackMentions {

    private SlackMentions() {}

    static boolean isReal(SlackIds ids, Mention mention) {
        return mention.target() instanceof Mention.UserTarget target
                && target.user().workspace().equals(ids.workspace())
                && SlackIds.isId(target.user().value());
    }

    static boolean isReal(SlackIds ids, ChannelRef ref) {
        return ref.channel().workspace().equals(ids.workspace())
                && SlackIds.isId(ref.channel().value());
    }

    /** The mention as text that notifies nobody. */
    static String shown(Mention mention) {
        if (!mention.label().isEmpty()) {
            return "@" + mention.label();
        }
        if (mention.target() instanceof Mention.UserTarget user) {
            return "@" + user.user().value();
        }
        if (mention.target() instanceof Mention.BroadcastTarget broadcast) {
            return "@" + broadcast.audience().name().toLowerCase(Locale.ROOT);
        }
        return "@" + ((Mention.GroupTarget) mention.target()).id();
    }

    static String shown(ChannelRef ref) {
        return "#" + (ref.label().isEmpty() ? ref.channel().value() : ref.label());
    }

    static Element element(Mention mention) {
        if (mention.target() instanceof Mention.UserTarget) {
            return Element.USER_MENTION;
        }
        return mention.target() instanceof Mention.GroupTarget ? Element.GROUP_MENTION : Element.BROADCAST_MENTION;
    }
}
