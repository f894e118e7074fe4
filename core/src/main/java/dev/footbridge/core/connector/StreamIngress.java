package dev.footbridge.core.connector;

/** Receives events over a connection that this side opens: a socket, a pull, a poll. */
public interface StreamIngress {

    /**
     * Runs until the thread is interrupted or the connection is lost for good; the caller starts it again after a pause.
     * An event is acknowledged to the platform only after the sink took it.
     */
    void run(InboundSink sink) throws ConnectorException, InterruptedException;
}
