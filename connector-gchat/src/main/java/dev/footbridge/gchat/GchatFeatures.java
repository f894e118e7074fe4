package dev.footbridge.gchat;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import java.util.HashSet;
import java.util.Set;

/** What Google Chat keeps, the same in every space, by who writes. */
final class GchatFeatures {

    private GchatFeatures() {}

    /** @param authorCards whether authors appear on a card; accounts cannot write cards */
    static Features of(GchatAuth auth, boolean authorCards) {
        Features.Builder features = Features.builder();
        body(features);
        author(features, authorCards);
        if (!auth.isDelegated()) {
            String note = "Apps cannot react, nor see who did: only accounts can (auth delegated).";
            features.rejected(Element.REACTION, note);
            features.rejected(Element.CUSTOM_REACTION, note);
            features.dropped(Element.ATTACHMENT, "Apps cannot upload files: only accounts can (auth delegated).");
        }
        Features made = features.build(GchatWriter.MAX_TEXT);
        Set<Element> foreign = new HashSet<>(made.foreign());
        foreign.addAll(untold(auth));
        return made.withForeign(foreign).withFiles(GchatUploads.limits(auth));
    }

    /** What people do without the connector hearing of it. */
    private static Set<Element> untold(GchatAuth auth) {
        return switch (auth) {
            case BOT -> Set.of(Element.EDIT, Element.DELETE, Element.REACTION, Element.CUSTOM_REACTION);
            case APP -> Set.of(Element.REACTION, Element.CUSTOM_REACTION);
            case DELEGATED -> Set.of();
        };
    }

    private static void body(Features.Builder features) {
        features.dropped(Element.UNDERLINE, "Messages have no underline.");
        features.degraded(Element.GROUP_MENTION, "Shown as text; nobody is notified.");
        features.degraded(Element.BROADCAST_MENTION, "Shown as text; nobody from elsewhere rings all.");
        features.degraded(Element.CHANNEL_REF, "Shown as the space's name.");
        features.degraded(Element.CUSTOM_EMOJI, "Shown as :name:.");
        features.degraded(Element.HEADING, "A bold line.");
        features.dropped(Element.CODE_LANGUAGE, "Google Chat does not keep the language of code.");
        features.degraded(Element.ORDERED_LIST, "Lines of text with their numbers: Google documents bullets only.");
        features.degraded(Element.TABLE, "Preformatted text, one line per row.");
        features.degraded(Element.RULE, "A line of dashes.");
        features.degraded(Element.LONG_BODY, "Split at 28,000 bytes, so that text and card stay below 32,000.");
        features.degraded(
                Element.DELETE,
                "A message with replies becomes \"(message deleted)\": Google would delete the replies with it.");
        features.rejected(Element.CUSTOM_REACTION, "An organisation has only its own emoji.");
    }

    private static void author(Features.Builder features, boolean cards) {
        if (cards) {
            features.degraded(
                    Element.AUTHOR_NAME, "On a card below the text: no message can change its sender's name.");
            features.degraded(Element.AUTHOR_AVATAR, "On a card below the text, when its address is https.");
        } else {
            features.degraded(Element.AUTHOR_NAME, "In front of the text: no message can change its sender's name.");
            features.dropped(Element.AUTHOR_AVATAR, "A message has the picture of who posts it.");
        }
    }
}
