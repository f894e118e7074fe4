package dev.footbridge.relay.ingress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.relay.bridge.BridgeEngine;
import dev.footbridge.relay.bridge.DeadLetterInfo;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.transfer.Transfers;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What an operator may look into and do by hand: transfers, dead letters, connectors whose credentials were refused. */
final class OperatorRoutes {

    /** Letters on a page when nobody says how many, and at most. */
    static final int PAGE = 100;

    static final int MAX_PAGE = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BridgeEngine engine;

    private OperatorRoutes(BridgeEngine engine) {
        this.engine = engine;
    }

    static void add(JavalinDefaultRoutingApi routes, BridgeEngine engine) {
        OperatorRoutes operator = new OperatorRoutes(engine);
        routes.get("/dead-letters", operator::list);
        routes.get("/transfers", operator::transfers);
        routes.post("/dead-letters/{number}/replay", notFromAPage(operator::replay));
        routes.post("/connectors/{name}/resume", notFromAPage(operator::resume));
    }

    /** A page in an operator's browser can post to a loopback address, but not without saying so. */
    private static Handler notFromAPage(Handler action) {
        return context -> {
            if (context.header("Origin") == null && context.header("Sec-Fetch-Site") == null) {
                action.handle(context);
            } else {
                refuse(context, 403, "not for browsers");
            }
        };
    }

    private void list(Context context) {
        OptionalLong after = number(context.queryParam("after"), 0, Long.MAX_VALUE, 0);
        OptionalLong limit = number(context.queryParam("limit"), 1, MAX_PAGE, PAGE);
        if (after.isEmpty() || limit.isEmpty()) {
            refuse(context, 400, "after is a number from 0, limit one from 1 to " + MAX_PAGE);
            return;
        }
        try {
            List<DeadLetterInfo> letters = engine.deadLetters(after.getAsLong(), (int) limit.getAsLong());
            ObjectNode page = JSON.createObjectNode();
            ArrayNode items = page.putArray("deadLetters");
            letters.forEach(letter -> write(items.addObject(), letter));
            if (letters.size() == limit.getAsLong()) {
                page.put("next", letters.get(letters.size() - 1).number());
            }
            answer(context, page);
        } catch (LedgerException e) {
            refuse(context, 503, "the ledger cannot be read");
        }
    }

    private void transfers(Context context) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("transfers");
        for (Transfers.Progress progress : engine.transfers()) {
            ObjectNode item = items.addObject()
                    .put("number", progress.number())
                    .put("source", progress.source().toString())
                    .put("target", progress.target().toString())
                    .put("bytes", progress.bytes());
            if (progress.total() >= 0) {
                item.put("total", progress.total());
            }
            item.put("startedAt", progress.startedAt().toString());
        }
        answer(context, page);
    }

    private static void write(ObjectNode item, DeadLetterInfo letter) {
        item.put("number", letter.number());
        item.put("operation", letter.operation());
        letter.source().ifPresent(source -> item.put("source", source.toString()));
        letter.target().ifPresent(target -> item.put("target", target.toString()));
        item.put("code", letter.code());
        item.put("at", letter.at().toString());
    }

    private void replay(Context context) {
        OptionalLong number = number(context.pathParam("number"), 1, Long.MAX_VALUE, 0);
        if (number.isEmpty()) {
            refuse(context, 400, "the number of a dead letter is a number from 1");
            return;
        }
        try {
            if (engine.replay(number.getAsLong())) {
                answer(context, JSON.createObjectNode().put("replayed", number.getAsLong()));
            } else {
                refuse(context, 404, "there is no dead letter of this number");
            }
        } catch (LedgerException e) {
            refuse(context, 503, "the ledger cannot be written");
        }
    }

    private void resume(Context context) {
        String name = context.pathParam("name");
        if (engine.resume(name)) {
            answer(context, JSON.createObjectNode().put("resumed", name));
        } else {
            refuse(context, 404, "there is no connector of this name");
        }
    }

    private static OptionalLong number(@Nullable String text, long least, long most, long none) {
        if (text == null) {
            return OptionalLong.of(none);
        }
        try {
            long value = Long.parseLong(text);
            return value < least || value > most ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static void refuse(Context context, int status, String why) {
        context.status(status);
        answer(context, JSON.createObjectNode().put("error", why));
    }

    private static void answer(Context context, ObjectNode body) {
        context.contentType("application/json").result(body.toString());
    }
}
