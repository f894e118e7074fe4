package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** One item of a notification POST. */
sealed interface Notification {
    Subscription subscription();

    URI target();

    /** A change of a message. */
    record Change(Subscription subscription, String changeType, ChatMessage message) implements Notification {
        @Override
        public URI target() {
            return subscription.notificationUrl();
        }

        void write(JsonGenerator out, String tenantId, Optional<Encryption.Sealed> data) throws IOException {
            out.writeStartObject();
            writeCommon(out, subscription, tenantId);
            out.writeStringField("changeType", changeType);
            out.writeStringField("resource", message.keyPath());
            out.writeObjectFieldStart("resourceData");
            out.writeStringField("id", message.id());
            out.writeStringField("@odata.type", "#Microsoft.Graph.chatMessage");
            out.writeStringField("@odata.id", message.keyPath());
            out.writeEndObject();
            if (data.isPresent()) {
                data.get().write(out);
            }
            out.writeEndObject();
        }
    }

    /** Something about the subscription itself: {@code reauthorizationRequired} or {@code subscriptionRemoved}. */
    record Lifecycle(Subscription subscription, URI target, String event) implements Notification {
        void write(JsonGenerator out, String tenantId) throws IOException {
            out.writeStartObject();
            writeCommon(out, subscription, tenantId);
            out.writeStringField("lifecycleEvent", event);
            out.writeEndObject();
        }
    }

    private static void writeCommon(JsonGenerator out, Subscription subscription, String tenantId) throws IOException {
        out.writeStringField("subscriptionId", subscription.id());
        out.writeStringField(
                "subscriptionExpirationDateTime",
                Json.time(subscription.expires().toEpochMilli()));
        out.writeStringField("tenantId", tenantId);
        Json.writeText(out, "clientState", subscription.clientState());
    }
}
