package dev.footbridge.gchat;

import com.google.api.services.chat.v1.model.CardWithId;
import com.google.api.services.chat.v1.model.GoogleAppsCardV1Card;
import com.google.api.services.chat.v1.model.GoogleAppsCardV1CardHeader;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Link;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The card below a message that shows who wrote it: name, platform and picture. Only apps may write cards; accounts may
 * in the Developer Preview alone. See
 * <a href="https://developers.google.com/workspace/chat/create-messages#create-a-card-message">Create a card message</a>.
 */
final class GchatCards {

    /** The id of the card, by which it is told from others. */
    static final String AUTHOR = "footbridge-author";

    /** Longer addresses of pictures are left out, so that the card stays far below what text leaves of 32,000 bytes. */
    static final int MAX_PICTURE = 2_000;

    private GchatCards() {}

    static CardWithId author(Persona author) {
        GoogleAppsCardV1CardHeader header =
                new GoogleAppsCardV1CardHeader().setTitle(author.name()).setSubtitle(author.origin());
        picture(author)
                .ifPresent(url -> header.setImageUrl(url).setImageType("CIRCLE").setImageAltText(author.name()));
        return new CardWithId().setCardId(AUTHOR).setCard(new GoogleAppsCardV1Card().setHeader(header));
    }

    /** Google takes only https addresses. */
    static Optional<String> picture(Persona author) {
        return author.avatarUrl()
                .filter(Link::isSafe)
                .filter(url -> url.toLowerCase(Locale.ROOT).startsWith("https://"))
                .filter(url -> url.getBytes(StandardCharsets.UTF_8).length <= MAX_PICTURE);
    }
}
