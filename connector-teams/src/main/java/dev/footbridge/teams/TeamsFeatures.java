package dev.footbridge.teams;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;

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

    static final Features CHANNEL = delegated().build(MAX_LENGTH).withFiles(TeamsUploads.LIMITS);
    static final Features CHAT = inChat(delegated()).build(MAX_LENGTH).withFiles(TeamsUploads.LIMITS);
    static final Features CHANNEL_AS_APPLICATION = asApplication(delegated()).build(MAX_LENGTH);
    static final Features CHAT_AS_APPLICATION =
            asApplication(inChat(delegated())).build(MAX_LENGTH);

    /** Guests have no OneDrive in the tenant, where the files of chats are kept. */
    static final Features CHAT_AS_GUEST = inChat(delegated())
            .dropped(Element.ATTACHMENT, "Guests cannot share files in chats.")
            .build(MAX_LENGTH);

    private TeamsFeatures() {}

    /** @param guest whether the relay account is a guest of the tenant */
    static Features of(boolean delegated, boolean threads, boolean guest) {
        if (delegated) {
            return threads ? CHANNEL : guest ? CHAT_AS_GUEST : CHAT;
        }
        return threads ? CHANNEL_AS_APPLICATION : CHAT_AS_APPLICATION;
    }

    private static Features.Builder delegated() {
        return Features.builder()
                .degraded(Element.GROUP_MENTION, "Shown as text; nobody is notified.")
                .degraded(Element.BROADCAST_MENTION, "Shown as text; nobody is notified.")
                .degraded(Element.CHANNEL_REF, "Shown as the channel's name.")
                .degraded(Element.CUSTOM_EMOJI, "Shown as :name:.")
                .degraded(Element.LONG_BODY, "Split into several messages below 28 KB.")
                .degraded(
                        Element.AUTHOR_NAME,
                        "The platform shows the relay account as author; the name is the first line of the text.")
                .dropped(Element.AUTHOR_AVATAR, "A message has the picture of the account that posts it.")
                .dropped(Element.CODE_LANGUAGE, "Highlighted code blocks cannot be sent.")
                .rejected(Element.CUSTOM_REACTION, "Custom reactions can be read, but only Unicode ones can be set.");
    }

    private static Features.Builder inChat(Features.Builder features) {
        return features.degraded(Element.REPLY, "A chat has no threads: a reply quotes the message it answers.");
    }

    private static Features.Builder asApplication(Features.Builder features) {
        return features.rejected(Element.POST, APPLICATION_CANNOT)
                .rejected(Element.REPLY, APPLICATION_CANNOT)
                .rejected(Element.EDIT, APPLICATION_CANNOT)
                .rejected(Element.DELETE, APPLICATION_CANNOT)
                .rejected(Element.REACTION, APPLICATION_CANNOT)
                .rejected(Element.CUSTOM_REACTION, APPLICATION_CANNOT)
                .rejected(Element.ATTACHMENT, APPLICATION_CANNOT);
    }
}
