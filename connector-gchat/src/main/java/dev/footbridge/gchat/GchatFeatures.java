package dev.footbridge.gchat;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What Google Chat keeps, the same in every space, by who writes. */
final class GchatFeatures {

    private final Map<Element, Fidelity> fidelities = new EnumMap<>(Element.class);
    private final Map<Element, String> notes = new EnumMap<>(Element.class);

    private GchatFeatures() {
        for (Element element : Element.values()) {
            fidelities.put(element, Fidelity.FULL);
        }
    }

    /** @param authorCards whether authors appear on a card; accounts cannot write cards */
    static Features of(GchatAuth auth, boolean authorCards) {
        GchatFeatures made = new GchatFeatures();
        made.body();
        made.author(authorCards);
        if (!auth.isDelegated()) {
            String note = "Apps cannot react, nor see who did: only accounts can (auth delegated).";
            made.put(Element.REACTION, Fidelity.REJECTED, note);
            made.put(Element.CUSTOM_REACTION, Fidelity.REJECTED, note);
            made.put(
                    Element.ATTACHMENT,
                    Fidelity.DROPPED,
                    "Apps cannot upload files: only accounts can (auth delegated).");
        }
        Features features = new Features(made.fidelities, made.notes, GchatWriter.MAX_TEXT);
        Set<Element> foreign = new HashSet<>(features.foreign());
        foreign.addAll(untold(auth));
        return features.withForeign(foreign).withFiles(GchatUploads.limits(auth));
    }

    /** What people do without the connector hearing of it. */
    private static Set<Element> untold(GchatAuth auth) {
        return switch (auth) {
            case BOT -> Set.of(Element.EDIT, Element.DELETE, Element.REACTION, Element.CUSTOM_REACTION);
            case APP -> Set.of(Element.REACTION, Element.CUSTOM_REACTION);
            case DELEGATED -> Set.of();
        };
    }

    private void body() {
        put(Element.UNDERLINE, Fidelity.DROPPED, "Messages have no underline.");
        put(Element.GROUP_MENTION, Fidelity.DEGRADED, "Shown as text; nobody is notified.");
        put(Element.BROADCAST_MENTION, Fidelity.DEGRADED, "Shown as text; nobody from elsewhere rings all.");
        put(Element.CHANNEL_REF, Fidelity.DEGRADED, "Shown as the space's name.");
        put(Element.CUSTOM_EMOJI, Fidelity.DEGRADED, "Shown as :name:.");
        put(Element.HEADING, Fidelity.DEGRADED, "A bold line.");
        put(Element.CODE_LANGUAGE, Fidelity.DROPPED, "Google Chat does not keep the language of code.");
        put(
                Element.ORDERED_LIST,
                Fidelity.DEGRADED,
                "Lines of text with their numbers: Google documents bullets only.");
        put(Element.TABLE, Fidelity.DEGRADED, "Preformatted text, one line per row.");
        put(Element.RULE, Fidelity.DEGRADED, "A line of dashes.");
        put(Element.LONG_BODY, Fidelity.DEGRADED, "Split at 28,000 bytes, so that text and card stay below 32,000.");
        put(
                Element.DELETE,
                Fidelity.DEGRADED,
                "A message with replies becomes \"(message deleted)\": Google would delete the replies with it.");
        put(Element.CUSTOM_REACTION, Fidelity.REJECTED, "An organisation has only its own emoji.");
    }

    private void author(boolean cards) {
        if (cards) {
            put(
                    Element.AUTHOR_NAME,
                    Fidelity.DEGRADED,
                    "On a card below the text: no message can change its sender's name.");
            put(Element.AUTHOR_AVATAR, Fidelity.DEGRADED, "On a card below the text, when its address is https.");
        } else {
            put(
                    Element.AUTHOR_NAME,
                    Fidelity.DEGRADED,
                    "In front of the text: no message can change its sender's name.");
            put(Element.AUTHOR_AVATAR, Fidelity.DROPPED, "A message has the picture of who posts it.");
        }
    }

    private void put(Element element, Fidelity fidelity, String note) {
        fidelities.put(element, fidelity);
        notes.put(element, note);
    }
}
