package dev.footbridge.gchat;

import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.id.UserId;
import java.util.Locale;
import java.util.Optional;

/** Who is meant by {@code <users/…>}, and which mentions may be written so: only those of people of this workspace. */
final class GchatMentions {

    static final String OPEN = "<users/";
    private static final String ALL = "all";

    private GchatMentions() {}

    /** Empty for what is no mention. */
    static Optional<Inline> read(GchatIds ids, String id, GchatTold told) {
        if (!told.mentions(id)) {
            return Optional.empty();
        }
        if (id.equals(ALL)) {
            return Optional.of(Mention.broadcast(Mention.Audience.CHANNEL, ALL));
        }
        return ids.user(Optional.of("users/" + id)).map(user -> Mention.user(user, told.label(id)));
    }

    static Optional<UserId> real(GchatIds ids, Mention mention) {
        return mention.target() instanceof Mention.UserTarget target
                        && ids.isOwn(target.user())
                        && !target.user().value().equals(ALL)
                ? Optional.of(target.user())
                : Optional.empty();
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
