package dev.footbridge.testkit.emulator;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a well-behaved server never does to a connection. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private Connections() {}

    static Connector connector(Server server, HttpConfiguration http, int port, Optional<TlsIdentity> tls) {
        HttpConfiguration configuration = new HttpConfiguration(http);
        ServerConnector connector;
        if (tls.isPresent()) {
            SslContextFactory.Server ssl = new SslContextFactory.Server();
            ssl.setSslContext(tls.get().serverContext());
            // Clients connect to 127.0.0.1, which no SNI extension can name.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(
                    server, 1, 1, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(configuration));
        } else {
            connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        }
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        return connector;
    }

    /** Sends RST instead of an answer. */
    static void reset(Context ctx) {
        try {
            SocketChannel channel = channel(ctx);
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            LOG.debug("connection was already gone", e);
        }
    }

    /** Closes what was flushed so far. */
    static void close(Context ctx) throws IOException {
        channel(ctx).close();
    }

    private static SocketChannel channel(Context ctx) {
        EndPoint endPoint = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) {
            endPoint = wrapper.unwrap();
        }
        return (SocketChannel) endPoint.getTransport();
    }
}
