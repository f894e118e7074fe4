package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers in the forms of Graph. */
final class GraphReplies {
    private static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    private static final Map<String, String> JSON_HEADERS = Map.of("Content-Type", JSON, "OData-Version", "4.0");

    private GraphReplies() {}

    static Reply ok(Json.Body body) {
        return new Reply(200, JSON_HEADERS, Json.bytes(body));
    }

    static Reply created(Json.Body body) {
        return new Reply(201, JSON_HEADERS, Json.bytes(body));
    }

    static Reply noContent() {
        return Reply.empty(204);
    }

    /** A collection: {@code @odata.context}, {@code @odata.count}, {@code value}. */
    static Reply collection(String context, Optional<String> nextLink, List<Json.Body> items) {
        return ok(out -> {
            out.writeStartObject();
            out.writeStringField("@odata.context", context);
            out.writeNumberField("@odata.count", items.size());
            if (nextLink.isPresent()) {
                out.writeStringField("@odata.nextLink", nextLink.get());
            }
            out.writeArrayFieldStart("value");
            for (var item : items) {
                item.write(out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** An error in OData form, with the ids that support asks for. */
    static Reply error(GraphFault fault, String requestId, Optional<String> clientRequestId, long nowMillis) {
        var body = Json.bytes(out -> {
            out.writeStartObject();
            out.writeObjectFieldStart("error");
            out.writeStringField("code", fault.code());
            out.writeStringField("message", fault.text());
            out.writeObjectFieldStart("innerError");
            out.writeStringField("date", Json.time(nowMillis));
            out.writeStringField("request-id", requestId);
            out.writeStringField("client-request-id", clientRequestId.orElse(requestId));
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndObject();
        });
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/json");
        fault.retryAfter().ifPresent(wait -> headers.put("Retry-After", Long.toString(wait.toSeconds())));
        if (fault.status() == 401) {
            headers.put(
                    "WWW-Authenticate",
                    "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"");
        }
        return new Reply(fault.status(), headers, body);
    }

    static <T> List<Json.Body> items(Iterable<T> values, Function<T, Json.Body> render) {
        var all = new ArrayList<Json.Body>();
        values.forEach(v -> all.add(render.apply(v)));
        return all;
    }
}
