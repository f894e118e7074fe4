package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Posts, edits and deletes as guests. */
final class WebexGuestPosts {

    private static final String REFUSED = "guest_refused";

    private final WebexApi api;
    private final WebexGuests guests;

    WebexGuestPosts(WebexApi api, WebexGuests guests) {
        this.api = api;
        this.guests = guests;
    }

    /** A call in the name of a guest. */
    private interface Act {
        JsonNode as(Secret token) throws ConnectorException, InterruptedException;
    }

    /** Posts as the guest of this name, who is in the room afterwards; with one file at most. */
    JsonNode post(ChannelId room, String name, ObjectNode body, List<Upload> files)
            throws ConnectorException, InterruptedException {
        Act post = token ->
                files.isEmpty() ? api.callAs(token, WebexCall.POST, "", body) : api.uploadAs(token, body, files.get(0));
        WebexGuests.Guest guest = guests.named(name);
        guests.enter(room, guest);
        try {
            return act(name, post);
        } catch (ConnectorException e) {
            if (!isOutside(e) || !guests.left(room, guest)) {
                throw e;
            }
            // Taken out of the room since; the refusal had no effect.
            guests.enter(room, guest);
            return act(name, post);
        }
    }

    /** Edits; false when the message is not this guest's. */
    boolean edit(String name, String message, ObjectNode body) throws ConnectorException, InterruptedException {
        try {
            act(name, token -> api.callAs(token, WebexCall.EDIT, message, body));
            return true;
        } catch (ConnectorException e) {
            if (isOutside(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Edits as a guest who may have been taken out of the room. */
    void editInside(ChannelId room, String name, String message, ObjectNode body)
            throws ConnectorException, InterruptedException {
        WebexGuests.Guest guest = guests.named(name);
        guests.left(room, guest);
        guests.enter(room, guest);
        act(name, token -> api.callAs(token, WebexCall.EDIT, message, body));
    }

    /** Who is not in a room does not even see that there is one. */
    private static boolean isOutside(ConnectorException e) {
        boolean refused = Set.of(WebexErrors.MISSING_SCOPE, REFUSED).contains(e.code());
        return e.kind() == Kind.NOT_FOUND || (e.kind() == Kind.FORBIDDEN && !refused);
    }

    /** Deletes; false when the message is none of our guests'. */
    boolean remove(String message) throws ConnectorException, InterruptedException {
        Optional<String> author =
                Json.text(api.call(WebexCall.MESSAGE, message), "personId").filter(WebexIds::isId);
        Optional<WebexGuests.Guest> guest = author.isEmpty() ? Optional.empty() : guests.found(author.get());
        if (guest.isEmpty()) {
            return false;
        }
        api.callAs(guest.get().token(), WebexCall.DELETE, message, null);
        return true;
    }

    /** A token that was revoked before its time is made anew, once: the refusal had no effect. */
    private JsonNode act(String name, Act act) throws ConnectorException, InterruptedException {
        try {
            return act.as(guests.named(name).token());
        } catch (ConnectorException e) {
            if (e.kind() != Kind.UNAUTHORIZED) {
                throw e;
            }
            guests.forget(name);
            return again(name, act);
        }
    }

    /** One guest that is refused says nothing of our own token, which "unauthorized" would. */
    private JsonNode again(String name, Act act) throws ConnectorException, InterruptedException {
        WebexGuests.Guest guest = guests.named(name);
        try {
            return act.as(guest.token());
        } catch (ConnectorException e) {
            throw e.kind() == Kind.UNAUTHORIZED
                    ? ConnectorException.of(Kind.FORBIDDEN, REFUSED, "Webex refuses a guest's token it just made")
                    : e;
        }
    }
}
