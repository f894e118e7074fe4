package dev.footbridge.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.footbridge.relay.Relay;
import dev.footbridge.relay.bridge.EngineStatus;
import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the page is told, and the guard in front of it. */
final class Pages {

    private Pages() {}

    /** Other pages in the same browser must not write into the sandbox: only same-origin requests may. */
    static void guard(Context context) {
        String host = context.header("Host");
        boolean loopback = host != null && (host.startsWith("127.0.0.1:") || host.startsWith("localhost:"));
        String origin = context.header("Origin");
        if (!loopback || (origin != null && !origin.equals("http://" + host))) {
            throw new ForbiddenResponse("the sandbox answers its own page only");
        }
        context.header(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        context.header("X-Content-Type-Options", "nosniff");
    }

    static String channelName(SandboxPlatform side) {
        return side.emulator().people().channels().stream()
                .filter(channel -> channel.id().equals(side.channel()))
                .map(ClientChannel::name)
                .findFirst()
                .orElse(side.channel());
    }

    /** The people who can write in the bridged channel. */
    static List<ClientUser> members(SandboxPlatform side) {
        List<String> ids = side.emulator().people().channels().stream()
                .filter(channel -> channel.id().equals(side.channel()))
                .findFirst()
                .map(ClientChannel::memberIds)
                .orElse(List.of());
        return side.emulator().people().users().stream()
                .filter(user -> !user.bot() && !user.id().equals(side.relayAccount()))
                .filter(user -> ids.contains(user.id()))
                .toList();
    }

    /** A message as its client shows it, and whether the relay wrote it. */
    static ObjectNode shown(ObjectMapper mapper, SandboxPlatform side, ClientMessage message) {
        ObjectNode shown = mapper.valueToTree(message);
        shown.set(
                "files",
                mapper.valueToTree(
                        message.deleted()
                                ? List.of()
                                : FilePages.of(side.emulator().people(), side.channel(), message.id())));
        return shown.put("copy", side.isCopy(message));
    }

    /** The relay's own account; nothing while it restarts. */
    static Map<String, Object> relayState(Sandbox sandbox) {
        if (sandbox.isRestarting()) {
            return Map.of("ready", false, "restarting", true, "counts", Map.of());
        }
        Relay relay = sandbox.relay();
        EngineStatus status = relay.status();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("events received", status.received());
        counts.put("duplicates", status.duplicates());
        counts.put("ignored", status.ignored());
        counts.put("delivered", status.delivered());
        counts.put("given up", status.dead());
        counts.put("under way", status.pending() + status.parked());
        counts.put("lost on the way", relay.losses());
        return Map.of("ready", relay.isReady(), "restarting", false, "counts", counts);
    }

    static ObjectMapper mapper() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(new StdSerializer<Instant>(Instant.class) {
            @Override
            public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.toString());
            }
        });
        module.addSerializer(new StdSerializer<Optional<?>>(Optional.class, true) {
            @Override
            public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeObject(value.orElse(null));
            }
        });
        return new ObjectMapper().registerModule(module);
    }
}
