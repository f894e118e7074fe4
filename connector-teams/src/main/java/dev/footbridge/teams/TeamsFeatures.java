package dev.footbridge.teams;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What channels and chats keep, for a delegated account and for an application. */
final class TeamsFeatures {

    /**
     * Bytes of one message body, as {@link TeamsContent#size} counts them. The reference quotes about 28 KB for posts
     * through the interface; the larger limits of newer pages are those of bots.
     *
     * @see <a href="https://learn.microsoft.com/microsoftteams/limits-specifications-teams">Limits of Teams</a>
     */
    static final int MAX_BYTES = 28_000;

    /** Characters of plain text that fit with the paragraph around them. */
    static final int MAX_LENGTH = MAX_BYTES / 2 - "<p></p>".length();

    private static final String APPLICATION_CANNOT =
            "Application permissions only import history; sign in a delegated relay account (refresh-token).";

    static final Features CHANNEL = build(true, true);
    static final Features CHAT = build(true, false);
    static final Features CHANNEL_AS_APPLICATION = build(false, true);
    static final Features CHAT_AS_APPLICATION = build(false, false);

    /** Guests have no OneDrive in the tenant, where the files of chats are kept. */
    static final Features CHAT_AS_GUEST = withoutFiles(CHAT);

    private TeamsFeatures() {}

    private static Features withoutFiles(Features features) {
        Map<Element, Fidelity> fidelities = new EnumMap<>(features.fidelities());
        Map<Element, String> notes = new HashMap<>(features.notes());
        dropped(fidelities, notes, Element.ATTACHMENT, "Guests cannot share files in chats.");
        return new Features(fidelities, notes, features.maxLength());
    }

    /** @param guest whether the relay account is a guest of the tenant */
    static Features of(boolean delegated, boolean threads, boolean guest) {
        if (delegated) {
            return threads ? CHANNEL : guest ? CHAT_AS_GUEST : CHAT;
        }
        return threads ? CHANNEL_AS_APPLICATION : CHAT_AS_APPLICATION;
    }

    private static Features build(boolean delegated, boolean threads) {
        Map<Element, Fidelity> fidelities = new EnumMap<>(Element.class);
        Map<Element, String> notes = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            fidelities.put(element, Fidelity.FULL);
        }
        lesser(fidelities, notes);
        if (!threads) {
            fidelities.put(Element.REPLY, Fidelity.DEGRADED);
            notes.put(Element.REPLY, "A chat has no threads: a reply quotes the message it answers.");
        }
        if (!delegated) {
            for (Element element : new Element[] {
                Element.POST,
                Element.REPLY,
                Element.EDIT,
                Element.DELETE,
                Element.REACTION,
                Element.CUSTOM_REACTION,
                Element.ATTACHMENT
            }) {
                fidelities.put(element, Fidelity.REJECTED);
                notes.put(element, APPLICATION_CANNOT);
            }
        }
        return new Features(fidelities, notes, MAX_LENGTH).withFiles(delegated ? TeamsUploads.LIMITS : FileLimits.NONE);
    }

    private static void lesser(Map<Element, Fidelity> fidelities, Map<Element, String> notes) {
        degraded(fidelities, notes, Element.GROUP_MENTION, "Shown as text; nobody is notified.");
        degraded(fidelities, notes, Element.BROADCAST_MENTION, "Shown as text; nobody is notified.");
        degraded(fidelities, notes, Element.CHANNEL_REF, "Shown as the channel's name.");
        degraded(fidelities, notes, Element.CUSTOM_EMOJI, "Shown as :name:.");
        degraded(fidelities, notes, Element.LONG_BODY, "Split into several messages below 28 KB.");
        degraded(
                fidelities,
                notes,
                Element.AUTHOR_NAME,
                "The platform shows the relay account as author; the name is the first line of the text.");
        dropped(fidelities, notes, Element.AUTHOR_AVATAR, "A message has the picture of the account that posts it.");
        dropped(fidelities, notes, Element.CODE_LANGUAGE, "Highlighted code blocks cannot be sent.");
        fidelities.put(Element.CUSTOM_REACTION, Fidelity.REJECTED);
        notes.put(Element.CUSTOM_REACTION, "Custom reactions can be read, but only Unicode ones can be set.");
    }

    private static void degraded(
            Map<Element, Fidelity> fidelities, Map<Element, String> notes, Element element, String note) {
        fidelities.put(element, Fidelity.DEGRADED);
        notes.put(element, note);
    }

    private static void dropped(
            Map<Element, Fidelity> fidelities, Map<Element, String> notes, Element element, String note) {
        fidelities.put(element, Fidelity.DROPPED);
        notes.put(element, note);
    }
}
