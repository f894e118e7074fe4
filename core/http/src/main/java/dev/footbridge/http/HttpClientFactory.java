package dev.footbridge.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Makes the OkHttp client that a connector gives to its vendor SDK and uses itself. A request goes out once: no
 * repetition of anything that is not a GET or HEAD, no redirect, no cookie, no cache.
 */
public final class HttpClientFactory {

    /** Idle connections kept: one for each of many lanes that post at the same moment. */
    static final int IDLE_CONNECTIONS = 64;

    /** Shorter than the 60 s after which common load balancers drop an idle connection, silently. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(55);

    /** Finds out about dead HTTP/2 connections and web sockets. */
    static final Duration PING_INTERVAL = Duration.ofSeconds(30);

    private HttpClientFactory() {}

    /** A client of its own, with its own connection pool. Does no I/O. Whoever creates it closes it. */
    public static OkHttpClient create(HttpOptions options) {
        return create(options, System::nanoTime);
    }

    static OkHttpClient create(HttpOptions options, LongSupplier nanoTime) {
        ConnectionPool pool = new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS);
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .proxy(options.proxy())
                .dns(new GuardedDns(options))
                .connectTimeout(options.connectTimeout())
                .readTimeout(options.readTimeout())
                .writeTimeout(options.writeTimeout())
                .callTimeout(options.callTimeout())
                .pingInterval(PING_INTERVAL)
                .connectionPool(pool)
                .addInterceptor(new SendOnce(options.maxResponseBytes(), pool))
                .addInterceptor(new HostGuard(options))
                .addNetworkInterceptor(new SendMark(new IdleCheck(nanoTime)))
                .build();
    }

    /** Closes idle connections and stops the client's threads; calls that are under way end by themselves. */
    public static void close(OkHttpClient client) {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
