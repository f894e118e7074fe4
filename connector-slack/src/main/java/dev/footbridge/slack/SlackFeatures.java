package dev.footbridge.slack;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;

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
        Features.Builder features = Features.builder();
        features.degraded(Element.GROUP_MENTION, "A group's id does not tell its workspace: it is text.");
        features.degraded(Element.BROADCAST_MENTION, "Shown as text; nobody from elsewhere rings all.");
        features.degraded(Element.HEADING, "A bold line.");
        features.dropped(Element.CODE_LANGUAGE, "Slack does not keep the language of code.");
        features.degraded(Element.TABLE, "Preformatted text, one line per row.");
        features.degraded(Element.RULE, "A line of dashes.");
        features.degraded(Element.LONG_BODY, "Split at 4,000 characters, so that each part can be edited.");
        features.dropped(Element.CUSTOM_REACTION, "A workspace has only its own emoji.");
        features.degraded(Element.ATTACHMENT, "Under the app's name, with the author beside it; none of 0 bytes.");
        if (!customize) {
            features.degraded(Element.AUTHOR_NAME, "In front of the text: chat:write.customize is missing.");
            features.dropped(Element.AUTHOR_AVATAR, "The scope chat:write.customize is missing.");
        }
        return features.build(SlackWriter.MAX_TEXT).withFiles(SlackUploads.LIMITS);
    }
}
