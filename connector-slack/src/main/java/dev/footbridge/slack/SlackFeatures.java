package dev.footbridge.slack;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.EnumMap;
import java.util.Map;

/** What Slack keeps, the same in every channel. */
final class SlackFeatures {

    private static final Features WITH_NAMES = make(true);
    private static final Features WITHOUT_NAMES = make(false);

    private SlackFeatures() {}

    /** @param customize whether authors appear with their own name and picture */
    static Features of(boolean customize) {
        return customize ? WITH_NAMES : WITHOUT_NAMES;
    }

    private static Features make(boolean customize) {
        Map<Element, Fidelity> all = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            all.put(element, Fidelity.FULL);
        }
        Map<Element, String> notes = new EnumMap<>(Element.class);
        Lesser lesser = (element, fidelity, note) -> {
            all.put(element, fidelity);
            notes.put(element, note);
        };
        lesser.put(Element.GROUP_MENTION, Fidelity.DEGRADED, "A group's id does not tell its workspace: it is text.");
        lesser.put(Element.BROADCAST_MENTION, Fidelity.DEGRADED, "Shown as text; nobody from elsewhere rings all.");
        lesser.put(Element.HEADING, Fidelity.DEGRADED, "A bold line.");
        lesser.put(Element.CODE_LANGUAGE, Fidelity.DROPPED, "Slack does not keep the language of code.");
        lesser.put(Element.TABLE, Fidelity.DEGRADED, "Preformatted text, one line per row.");
        lesser.put(Element.RULE, Fidelity.DEGRADED, "A line of dashes.");
        lesser.put(Element.LONG_BODY, Fidelity.DEGRADED, "Split at 4,000 characters, so that each part can be edited.");
        lesser.put(Element.CUSTOM_REACTION, Fidelity.DROPPED, "A workspace has only its own emoji.");
        lesser.put(
                Element.ATTACHMENT,
                Fidelity.DEGRADED,
                "Under the app's name, with the author beside it; none of 0 bytes.");
        if (!customize) {
            lesser.put(
                    Element.AUTHOR_NAME, Fidelity.DEGRADED, "In front of the text: chat:write.customize is missing.");
            lesser.put(Element.AUTHOR_AVATAR, Fidelity.DROPPED, "The scope chat:write.customize is missing.");
        }
        return new Features(all, notes, SlackWriter.MAX_TEXT).withFiles(SlackUploads.LIMITS);
    }

    private interface Lesser {
        void put(Element element, Fidelity fidelity, String note);
    }
}
