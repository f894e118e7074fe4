package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;

/** {@code /attachment/actions}: what people submit with cards. */
final class ActionEndpoints {
    private final Organization organization;
    private final Timeline timeline;
    private final Access access;

    ActionEndpoints(Organization organization, Timeline timeline, Access access) {
        this.organization = organization;
        this.timeline = timeline;
        this.access = access;
    }

    void register(WebexApi api) {
        api.add("POST /attachment/actions", this::submit);
        api.add(
                "GET /attachment/actions/{id}",
                call -> organization
                        .action(Ids.read(Ids.Kind.ATTACHMENT_ACTION, call.path("id")))
                        .filter(action -> action.message().room().has(call.caller()))
                        .map(action -> Reply.json(action.json()))
                        .orElseThrow(
                                () -> WebexFault.notFound("Could not find an attachment action with provided ID.")));
    }

    private Reply submit(Call call) {
        ObjectNode body = Json.read(call.request().body());
        if (!Json.required(body, "type").equals("submit")) {
            throw WebexFault.badRequest("type has to be submit.");
        }
        Message message = access.message(call, Json.required(body, "messageId"));
        if (message.card().isEmpty()) {
            throw WebexFault.badRequest("The message has no card.");
        }
        if (!(body.get("inputs") instanceof ObjectNode inputs)) {
            throw WebexFault.badRequest("inputs has to be an object.");
        }
        return Reply.json(202, timeline.submit(message, call.caller(), inputs).json());
    }
}
