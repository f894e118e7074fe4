package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.ErrorRenderer;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Clock;
import java.util.Optional;

/** Writes errors in OData form, those of the engine too. */
final class GraphErrors implements ErrorRenderer {
    private final Tenant tenant;
    private final Clock clock;

    GraphErrors(Tenant tenant, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    Reply render(GraphFault fault, EmulatorRequest request, String requestId) {
        return GraphReplies.error(fault, requestId, request.header(GraphApi.CLIENT_REQUEST_ID), clock.millis());
    }

    @Override
    public Reply rateLimited(EmulatorRequest request, Optional<String> retryAfter) {
        var reply = render(GraphFault.tooManyRequests(Optional.empty()), request, tenant.guid());
        return retryAfter.map(after -> reply.withHeader("Retry-After", after)).orElse(reply);
    }

    @Override
    public Reply failure(EmulatorRequest request, int status) {
        var code = switch (status) {
            case 400 -> "BadRequest";
            case 401 -> "InvalidAuthenticationToken";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 409 -> "Conflict";
            case 412 -> "PreconditionFailed";
            case 429 -> "TooManyRequests";
            case 502 -> "BadGateway";
            case 503 -> "ServiceUnavailable";
            case 504 -> "GatewayTimeout";
            default -> "InternalServerError";
        };
        var fault = GraphFault.of(status, code, "An error occurred while processing the request.");
        return render(fault, request, tenant.guid());
    }
}
