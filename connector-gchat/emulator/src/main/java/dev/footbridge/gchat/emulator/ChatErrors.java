package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.ErrorRenderer;
import dev.footbridge.testkit.emulator.Reply;
import java.util.Map;
import java.util.Optional;

/** Writes errors as Google's APIs do, those of the engine too. */
final class ChatErrors implements ErrorRenderer {
    private final String projectNumber;

    ChatErrors(String projectNumber) {
        this.projectNumber = projectNumber;
    }

    Reply render(ChatFault fault) {
        ObjectNode error = Json.object();
        error.put("code", fault.status()).put("message", fault.text()).put("status", fault.code());
        if (!fault.reason().isEmpty()) {
            ObjectNode info = error.putArray("details").addObject();
            info.put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                    .put("reason", fault.reason())
                    .put("domain", "googleapis.com");
            ObjectNode metadata = info.putObject("metadata");
            fault.metadata().forEach(metadata::put);
        }
        ObjectNode body = Json.object();
        body.set("error", error);
        return Reply.json(fault.status(), body);
    }

    Reply render(ReasonFault fault) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.putArray("errors")
                .addObject()
                .put("domain", "global")
                .put("reason", fault.reason())
                .put("message", fault.getMessage());
        error.put("code", fault.status()).put("message", fault.getMessage());
        return Reply.json(fault.status(), body);
    }

    Reply limited(String limit) {
        return render(ChatFault.withReason(
                429,
                "RESOURCE_EXHAUSTED",
                "Quota exceeded for quota metric '" + limit + "' and limit '" + limit
                        + "' of service 'chat.googleapis.com' for consumer 'project_number:" + projectNumber + "'.",
                "RATE_LIMIT_EXCEEDED",
                Map.of("service", "chat.googleapis.com", "consumer", "projects/" + projectNumber)));
    }

    @Override
    public Reply rateLimited(EmulatorRequest request, Optional<String> retryAfter) {
        Reply reply = limited("Message writes");
        return retryAfter.map(after -> reply.withHeader("Retry-After", after)).orElse(reply);
    }

    @Override
    public Reply failure(EmulatorRequest request, int status) {
        String code = switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ALREADY_EXISTS";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 502, 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "INTERNAL";
        };
        String message = switch (status) {
            case 404 -> "Requested entity was not found.";
            case 502, 503 -> "The service is currently unavailable.";
            default -> "Internal error encountered.";
        };
        return render(ChatFault.of(status, code, message));
    }
}
