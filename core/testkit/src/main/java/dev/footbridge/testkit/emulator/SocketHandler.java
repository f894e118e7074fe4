package dev.footbridge.testkit.emulator;

/** One WebSocket endpoint. Calls for one session come one after the other; different sessions call concurrently. */
public interface SocketHandler {
    /** May close the session to refuse it. */
    void opened(SocketSession session);

    void received(SocketSession session, String text);

    /** Called once, whoever closed. */
    void closed(SocketSession session);
}
