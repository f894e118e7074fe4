package dev.footbridge.webex;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
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
        Features.Builder features = Features.builder();
        features.dropped(Element.UNDERLINE, "Webex's markdown has no underlining.");
        features.dropped(Element.STRIKE, "Webex documents no strikethrough.");
        features.degraded(Element.GROUP_MENTION, "Webex has no groups to mention: it is text.");
        features.degraded(Element.BROADCAST_MENTION, "Shown as text; nobody from elsewhere rings all.");
        features.degraded(Element.CHANNEL_REF, "The room's name as text.");
        features.degraded(Element.CUSTOM_EMOJI, "The emoji's name as text.");
        features.degraded(Element.HEADING, "A bold line: Webex documents no headings.");
        features.dropped(Element.CODE_LANGUAGE, "Webex does not keep the language of code.");
        features.degraded(Element.TABLE, "A code block, one line per row.");
        features.degraded(Element.RULE, "A line of dashes.");
        features.degraded(Element.LONG_BODY, "Split at 7,439 bytes of markdown.");
        features.degraded(
                Element.EDIT,
                "Ten edits per message, then edit_limit_reached; none with files or cards: edit_unsupported.");
        features.dropped(Element.REACTION, "Webex's interface has no reactions.");
        features.dropped(Element.CUSTOM_REACTION, "Webex's interface has no reactions.");
        features.dropped(Element.AUTHOR_AVATAR, "No message has a picture of its own.");
        if (!guests) {
            features.degraded(Element.AUTHOR_NAME, "In front of the text, in bold.");
        }
        return features.build(WebexWriter.MAX_BYTES).withForeign(FOREIGN).withFiles(WebexUploads.LIMITS);
    }
}
