package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import java.util.Optional;

/**
 * Who this connector is in Google Chat, as far as it has learnt: the id of the account or of the app. Safe for concurrent
 * use.
 */
final class GchatSelf {

    /** Google's own word for the calling app. */
    static final String APP = "app";

    private final GchatIds ids;
    private final GchatAuth auth;
    private volatile String id = "";

    GchatSelf(GchatIds ids, GchatAuth auth) {
        this.ids = ids;
        this.auth = auth;
    }

    /** The name of a sender that is us, {@code users/ID}. */
    void learn(Optional<String> name) {
        ids.user(name).map(UserId::value).filter(raw -> !raw.equals(APP)).ifPresent(raw -> id = raw);
    }

    /** The name of the app; an account is somebody else. */
    void learnApp(Optional<String> name) {
        if (!auth.isDelegated()) {
            learn(name);
        }
    }

    boolean isKnown() {
        return !id.isEmpty();
    }

    String id() {
        return id;
    }

    boolean is(UserId user) {
        return !id.isEmpty() && user.value().equals(id);
    }

    /** Whether we wrote a message: by its sender, and for an app also by the id that it chose. */
    boolean wrote(JsonNode message) {
        boolean sender =
                ids.user(Json.text(message, "sender", "name")).filter(this::is).isPresent();
        boolean app = !auth.isDelegated()
                && id.isEmpty()
                && Json.text(message, "sender", "type").filter("BOT"::equals).isPresent()
                && Json.text(message, "clientAssignedMessageId")
                        .filter(GchatKeys::isOurs)
                        .isPresent();
        return sender || app;
    }
}
