package dev.footbridge.relay.ingress;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A small HTTP server with limits on everything a stranger controls. */
public final class HttpListener implements AutoCloseable {

    private static final int MAX_HEADER_BYTES = 16_384;
    private static final int MAX_THREADS = 64;
    private static final int IDLE_MILLIS = 30_000;
    /** Bytes per second below which a sender is cut off. */
    private static final int MIN_REQUEST_RATE = 1_000;

    private final Javalin server;

    private HttpListener(Javalin server) {
        this.server = server;
    }

    static HttpListener start(String host, int port, String name, Consumer<JavalinDefaultRoutingApi> routes) {
        return start(host, port, name, MAX_THREADS, routes);
    }

    /** Listens; port 0 takes any free port. Answers go out as they are, never compressed. */
    public static HttpListener start(
            String host, int port, String name, int maxThreads, Consumer<JavalinDefaultRoutingApi> routes) {
        QueuedThreadPool threads = new QueuedThreadPool(maxThreads, 4);
        threads.setName(name);
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.jetty.threadPool = threads;
            config.jetty.addConnector((jetty, http) -> connector(jetty, host, port));
            routes.accept(config.routes);
        });
        return new HttpListener(server.start());
    }

    private static ServerConnector connector(Server server, String host, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setMinRequestDataRate(MIN_REQUEST_RATE);
        // It would hold 50 kB for each connection that asked twice, also while nobody asks: strangers could fill the
        // heap.
        http.setHeaderCacheSize(0);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    /** The port that was taken. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
