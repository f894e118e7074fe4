package dev.footbridge.miro;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import java.util.Set;

/** What a frame keeps, the same in all of them. */
final class MiroFeatures {

    /** Letters of one body, with room for markup below what a note holds. */
    private static final int MAX_LENGTH = MiroWriter.MAX_CONTENT - 99;

    /**
     * What people at a board do not have, or do in a way that is not told: a thread is a line between two notes there, and
     * listing lines would double the price of each look.
     */
    private static final Set<Element> FOREIGN = Set.of(
            Element.REPLY,
            Element.REACTION,
            Element.CUSTOM_REACTION,
            Element.USER_MENTION,
            Element.GROUP_MENTION,
            Element.BROADCAST_MENTION,
            Element.CHANNEL_REF,
            Element.CUSTOM_EMOJI);

    private static final Features ALL = make();

    private MiroFeatures() {}

    static Features all() {
        return ALL;
    }

    private static Features make() {
        Features.Builder features = Features.builder();
        features.degraded(Element.CODE, "Plain text: notes have no such font.");
        features.degraded(Element.USER_MENTION, "Shown as text: nothing in a note rings anybody.");
        features.degraded(Element.GROUP_MENTION, "Shown as text: nothing in a note rings anybody.");
        features.degraded(Element.BROADCAST_MENTION, "Shown as text: nothing in a note rings anybody.");
        features.degraded(Element.CHANNEL_REF, "The name as text: a frame cannot be mentioned.");
        features.degraded(Element.CUSTOM_EMOJI, "Its name between colons: Miro has no custom emoji.");
        features.degraded(Element.HEADING, "A bold line.");
        features.degraded(Element.QUOTE, "Lines that begin with a greater-than sign.");
        features.degraded(Element.CODE_BLOCK, "Plain lines: notes have no such font.");
        features.dropped(Element.CODE_LANGUAGE, "Notes know no code.");
        features.degraded(Element.BULLET_LIST, "Lines that begin with a dot; real lists in replies.");
        features.degraded(Element.ORDERED_LIST, "Lines that begin with a number; real lists in replies.");
        features.degraded(Element.NESTED_LIST, "Indented lines.");
        features.degraded(Element.TABLE, "One line per row.");
        features.degraded(Element.RULE, "A line of dashes.");
        features.degraded(Element.LONG_BODY, "Split below 6,000 characters, the most a note holds.");
        features.degraded(Element.AUTHOR_NAME, "The first line of the note, in bold.");
        features.dropped(Element.AUTHOR_AVATAR, "A note shows no picture of its author.");
        features.degraded(Element.REPLY, "An app card beside the notes that names the one it answers.");
        features.dropped(Element.REACTION, "Miro's API has no reactions.");
        features.dropped(Element.CUSTOM_REACTION, "Miro's API has no reactions.");
        return features.build(MAX_LENGTH).withForeign(FOREIGN).withFiles(MiroUploads.LIMITS);
    }
}
