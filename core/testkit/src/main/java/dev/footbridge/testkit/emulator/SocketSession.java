package dev.footbridge.testkit.emulator;

import java.util.Optional;

/** One open WebSocket connection. Safe for concurrent use; equality is identity of the connection. */
public interface SocketSession {
    String id();

    Optional<String> queryParameter(String name);

    /** Sends one text frame; does nothing when the peer is gone. */
    void send(String text);

    void close(int code, String reason);

    /** Cuts the TCP connection without a close frame. */
    void cut();
}
