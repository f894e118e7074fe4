package dev.footbridge.teams;

import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Text;
import java.util.List;
import java.util.Optional;

/** The words for what a message of ours cannot hold as more than words. */
final class TeamsWords {

    private final TeamsIds ids;

    TeamsWords(TeamsIds ids) {
        this.ids = ids;
    }

    /** The mention with what it shows, when it notifies somebody of the own tenant; every other one is words. */
    Optional<Mention> notifying(Mention mention) {
        if (mention.target() instanceof Mention.UserTarget target
                && target.user().workspace().equals(ids.workspace())
                && !ids.isApplication(target.user())) {
            return Optional.of(
                    mention.label().isEmpty()
                            ? new Mention(target, target.user().value())
                            : mention);
        }
        return Optional.empty();
    }

    static String of(Mention mention) {
        return "@" + (mention.label().isEmpty() ? name(mention.target()) : mention.label());
    }

    private static String name(Mention.Target target) {
        if (target instanceof Mention.UserTarget) {
            return "somebody";
        }
        return target instanceof Mention.GroupTarget ? "group" : "everybody";
    }

    static String of(ChannelRef channelRef) {
        return "#" + (channelRef.label().isEmpty() ? "channel" : channelRef.label());
    }

    static String of(EmojiRef emojiRef) {
        return ":" + emojiRef.emoji().value() + ":";
    }

    /** What stands behind a link that seems to lead elsewhere; empty behind every other. */
    static String behind(Link link) {
        return TeamsStyles.looksLikeAnotherAddress(link) ? " (" + link.url() + ")" : "";
    }

    /** The same, where this follows: what stands there already is not written again. */
    static String behind(Link link, Optional<Inline> next) {
        String behind = behind(link);
        boolean there = next.isPresent()
                && next.get() instanceof Text text
                && text.value().startsWith(behind);
        return there ? "" : behind;
    }

    /** The inline behind the one at this place. */
    static Optional<Inline> next(List<Inline> inlines, int index) {
        return index + 1 < inlines.size() ? Optional.of(inlines.get(index + 1)) : Optional.empty();
    }
}
