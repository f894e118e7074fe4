package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.Optional;

/** A refusal in the vendor's form: {@code {status, code, message, context, type}}. */
final class MiroFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<ObjectNode> context;

    private MiroFault(int status, String code, String message, Optional<ObjectNode> context) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.context = context;
    }

    static MiroFault of(int status, String code, String message) {
        return new MiroFault(status, code, message, Optional.empty());
    }

    /** A wrong parameter or member of the body. */
    static MiroFault invalid(String field, String message) {
        ObjectNode context = Nodes.object();
        context.putArray("fields").addObject().put("field", field).put("message", message);
        return new MiroFault(400, "invalidParameters", "Method parameters are not valid", Optional.of(context));
    }

    static MiroFault notFound(String what) {
        return of(404, "notFound", what + " not found");
    }

    /** Without a scope; the message names what is needed. */
    static MiroFault missingScopes(String needed) {
        return of(403, "insufficientPermissions", "Required scopes: " + needed);
    }

    static MiroFault forbidden() {
        return of(403, "insufficientPermissions", "Insufficient permissions to do this action");
    }

    static MiroFault conflict(String message) {
        return of(409, "conflict", message);
    }

    int status() {
        return status;
    }

    Reply reply() {
        ObjectNode body = Nodes.object().put("status", status).put("code", code).put("message", getMessage());
        if (context.isPresent()) {
            body.set("context", context.get());
        } else {
            body.putNull("context");
        }
        return Reply.json(status, body.put("type", "error"));
    }
}
