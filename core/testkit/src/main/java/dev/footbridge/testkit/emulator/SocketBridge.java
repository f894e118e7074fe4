package dev.footbridge.testkit.emulator;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Carries a {@link SocketHandler} on the server's own WebSocket callbacks. */
final class SocketBridge {
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    private SocketBridge() {}

    static void bind(WsConfig ws, SocketHandler handler) {
        Map<String, Session> sessions = new ConcurrentHashMap<>();
        ws.onConnect(context -> {
            context.session.setIdleTimeout(IDLE_TIMEOUT);
            Session session = new Session(context);
            sessions.put(context.sessionId(), session);
            handler.opened(session);
        });
        ws.onMessage(context -> with(sessions, context, session -> handler.received(session, context.message())));
        ws.onClose(context -> {
            Session session = sessions.remove(context.sessionId());
            if (session != null) {
                handler.closed(session);
            }
        });
    }

    private static void with(Map<String, Session> sessions, WsContext context, Consumer<Session> action) {
        Session session = sessions.get(context.sessionId());
        if (session != null) {
            action.accept(session);
        }
    }

    private static final class Session implements SocketSession {
        private final WsConnectContext context;

        private Session(WsConnectContext context) {
            this.context = context;
        }

        @Override
        public String id() {
            return context.sessionId();
        }

        @Override
        public Optional<String> queryParameter(String name) {
            return Optional.ofNullable(context.queryParam(name));
        }

        @Override
        public synchronized void send(String text) {
            if (context.session.isOpen()) {
                context.session.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
            }
        }

        @Override
        public void close(int code, String reason) {
            context.session.close(code, reason, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }

        @Override
        public void cut() {
            context.session.disconnect();
        }
    }
}
