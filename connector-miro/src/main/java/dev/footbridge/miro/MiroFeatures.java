package dev.footbridge.miro;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.EnumMap;
import java.util.Map;
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
        Map<Element, Fidelity> all = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            all.put(element, Fidelity.FULL);
        }
        Map<Element, String> notes = new EnumMap<>(Element.class);
        Lesser lesser = (element, fidelity, note) -> {
            all.put(element, fidelity);
            notes.put(element, note);
        };
        lesser.put(Element.CODE, Fidelity.DEGRADED, "Plain text: notes have no such font.");
        lesser.put(Element.USER_MENTION, Fidelity.DEGRADED, "Shown as text: nothing in a note rings anybody.");
        lesser.put(Element.GROUP_MENTION, Fidelity.DEGRADED, "Shown as text: nothing in a note rings anybody.");
        lesser.put(Element.BROADCAST_MENTION, Fidelity.DEGRADED, "Shown as text: nothing in a note rings anybody.");
        lesser.put(Element.CHANNEL_REF, Fidelity.DEGRADED, "The name as text: a frame cannot be mentioned.");
        lesser.put(Element.CUSTOM_EMOJI, Fidelity.DEGRADED, "Its name between colons: Miro has no custom emoji.");
        lesser.put(Element.HEADING, Fidelity.DEGRADED, "A bold line.");
        lesser.put(Element.QUOTE, Fidelity.DEGRADED, "Lines that begin with a greater-than sign.");
        lesser.put(Element.CODE_BLOCK, Fidelity.DEGRADED, "Plain lines: notes have no such font.");
        lesser.put(Element.CODE_LANGUAGE, Fidelity.DROPPED, "Notes know no code.");
        lesser.put(Element.BULLET_LIST, Fidelity.DEGRADED, "Lines that begin with a dot; real lists in replies.");
        lesser.put(Element.ORDERED_LIST, Fidelity.DEGRADED, "Lines that begin with a number; real lists in replies.");
        lesser.put(Element.NESTED_LIST, Fidelity.DEGRADED, "Indented lines.");
        lesser.put(Element.TABLE, Fidelity.DEGRADED, "One line per row.");
        lesser.put(Element.RULE, Fidelity.DEGRADED, "A line of dashes.");
        lesser.put(Element.LONG_BODY, Fidelity.DEGRADED, "Split below 6,000 characters, the most a note holds.");
        lesser.put(Element.AUTHOR_NAME, Fidelity.DEGRADED, "The first line of the note, in bold.");
        lesser.put(Element.AUTHOR_AVATAR, Fidelity.DROPPED, "A note shows no picture of its author.");
        lesser.put(Element.REPLY, Fidelity.DEGRADED, "An app card beside the notes that names the one it answers.");
        lesser.put(Element.REACTION, Fidelity.DROPPED, "Miro's API has no reactions.");
        lesser.put(Element.CUSTOM_REACTION, Fidelity.DROPPED, "Miro's API has no reactions.");
        return new Features(all, notes, MAX_LENGTH).withForeign(FOREIGN).withFiles(MiroUploads.LIMITS);
    }

    private interface Lesser {
        void put(Element element, Fidelity fidelity, String note);
    }
}
