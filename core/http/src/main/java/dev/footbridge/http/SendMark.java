package dev.footbridge.http;

import java.io.IOException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The last stop before the first byte leaves: connection and TLS stand. Also takes {@code Retry-After: 0} off a 503,
 * because OkHttp answers exactly that by sending the request again, a POST too, whatever its retry setting says.
 */
final class SendMark implements Interceptor {

    /** Whether a call got here; travels as a tag of its request. Written and read by the one thread that makes the call. */
    static final class Progress {

        private boolean mayHaveLeft;

        boolean mayHaveLeft() {
            return mayHaveLeft;
        }
    }

    private static final int SERVICE_UNAVAILABLE = 503;

    private final IdleCheck idle;

    SendMark(IdleCheck idle) {
        this.idle = idle;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Connection connection = chain.connection();
        if (connection != null) {
            idle.check(connection);
            // Else the end of a body waits for the acknowledgement of what came before, which is often 40 ms late.
            connection.socket().setTcpNoDelay(true);
        }
        Progress progress = request.tag(Progress.class);
        if (progress != null) {
            progress.mayHaveLeft = true;
        }
        Response response = chain.proceed(request);
        if (connection != null) {
            idle.used(connection);
        }
        if (response.code() == SERVICE_UNAVAILABLE) {
            String wait = response.header("Retry-After");
            if (wait != null && wait.matches("0+")) {
                return response.newBuilder().removeHeader("Retry-After").build();
            }
        }
        return response;
    }
}
