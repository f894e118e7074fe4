package dev.footbridge.webex;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What Webex keeps, the same in every room. */
final class WebexFeatures {

    /** What Webex has not, or tells no app of. Underlining is not among it: people have a button for it. */
    private static final Set<Element> FOREIGN = Set.of(
            Element.GROUP_MENTION,
            Element.CHANNEL_REF,
            Element.CUSTOM_EMOJI,
            Element.REACTION,
            Element.CUSTOM_REACTION);

    private static final Features WITH_GUESTS = make(true);
    private static final Features WITHOUT_GUESTS = make(false);

    private WebexFeatures() {}

    /** @param guests whether authors post as guests of their own */
    static Features of(boolean guests) {
        return guests ? WITH_GUESTS : WITHOUT_GUESTS;
    }

    private static Features make(boolean guests) {
        Map<Element, Fidelity> all = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            all.put(element, Fidelity.FULL);
        }
        Map<Element, String> notes = new EnumMap<>(Element.class);
        Lesser lesser = (element, fidelity, note) -> {
            all.put(element, fidelity);
            notes.put(element, note);
        };
        lesser.put(Element.UNDERLINE, Fidelity.DROPPED, "Webex's markdown has no underlining.");
        lesser.put(Element.STRIKE, Fidelity.DROPPED, "Webex documents no strikethrough.");
        lesser.put(Element.GROUP_MENTION, Fidelity.DEGRADED, "Webex has no groups to mention: it is text.");
        lesser.put(Element.BROADCAST_MENTION, Fidelity.DEGRADED, "Shown as text; nobody from elsewhere rings all.");
        lesser.put(Element.CHANNEL_REF, Fidelity.DEGRADED, "The room's name as text.");
        lesser.put(Element.CUSTOM_EMOJI, Fidelity.DEGRADED, "The emoji's name as text.");
        lesser.put(Element.HEADING, Fidelity.DEGRADED, "A bold line: Webex documents no headings.");
        lesser.put(Element.CODE_LANGUAGE, Fidelity.DROPPED, "Webex does not keep the language of code.");
        lesser.put(Element.TABLE, Fidelity.DEGRADED, "A code block, one line per row.");
        lesser.put(Element.RULE, Fidelity.DEGRADED, "A line of dashes.");
        lesser.put(Element.LONG_BODY, Fidelity.DEGRADED, "Split at 7,439 bytes of markdown.");
        lesser.put(
                Element.EDIT,
                Fidelity.DEGRADED,
                "Ten edits per message, then edit_limit_reached; none with files or cards: edit_unsupported.");
        lesser.put(Element.REACTION, Fidelity.DROPPED, "Webex's interface has no reactions.");
        lesser.put(Element.CUSTOM_REACTION, Fidelity.DROPPED, "Webex's interface has no reactions.");
        lesser.put(Element.AUTHOR_AVATAR, Fidelity.DROPPED, "No message has a picture of its own.");
        if (!guests) {
            lesser.put(Element.AUTHOR_NAME, Fidelity.DEGRADED, "In front of the text, in bold.");
        }
        return new Features(all, notes, WebexWriter.MAX_BYTES)
                .withForeign(FOREIGN)
                .withFiles(WebexUploads.LIMITS);
    }

    private interface Lesser {
        void put(Element element, Fidelity fidelity, String note);
    }
}
