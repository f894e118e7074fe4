package dev.footbridge.http;

import dev.footbridge.core.connector.ConnectorException.Effect;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Turns whatever goes wrong into an {@link HttpFailure} that knows whether the request may have had an effect, and
 * bounds the answer. There is one second try, on a fresh connection: for any request of which no byte left because its
 * connection had been closed while idle, and for a GET or HEAD whose connection broke.
 */
final class SendOnce implements Interceptor {

    private final long maxResponseBytes;
    private final ConnectionPool pool;

    SendOnce(long maxResponseBytes, ConnectionPool pool) {
        this.pool = pool;
        this.maxResponseBytes = maxResponseBytes;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        SendMark.Progress progress = new SendMark.Progress();
        Request request = chain.request()
                .newBuilder()
                .tag(SendMark.Progress.class, progress)
                .build();
        Response response;
        try {
            response = chain.proceed(request);
        } catch (IOException first) {
            HttpFailure failure = failure(first, request, progress, chain.call());
            if (!mayRepeat(request, first, failure, progress)) {
                throw failure;
            }
            // What closed one connection has closed the others.
            pool.evictAll();
            response = proceedAgain(chain, request, progress);
        }
        return bounded(request, response);
    }

    private static boolean mayRepeat(
            Request request, IOException cause, HttpFailure failure, SendMark.Progress progress) {
        if (!progress.mayHaveLeft()) {
            return cause instanceof IdleCheck.ClosedWhileIdleException;
        }
        return isSafe(request) && failure.reason() == HttpFailure.Reason.CONNECTION_LOST;
    }

    private static Response proceedAgain(Chain chain, Request request, SendMark.Progress progress) throws HttpFailure {
        try {
            return chain.proceed(request);
        } catch (IOException second) {
            throw failure(second, request, progress, chain.call());
        }
    }

    private static HttpFailure failure(IOException cause, Request request, SendMark.Progress progress, Call call) {
        // The time limit of a whole call works by cancelling it; what is thrown then says only that the socket is
        // closed.
        if (call.isCanceled()) {
            return new HttpFailure(
                    HttpFailure.Reason.TIMED_OUT,
                    effect(request, progress.mayHaveLeft()),
                    request.url().host(),
                    cause);
        }
        return failure(cause, request, progress.mayHaveLeft());
    }

    private Response bounded(Request request, Response response) throws HttpFailure {
        ResponseBody body = response.body();
        if (body == null) {
            return response;
        }
        ResponseLimit own = request.tag(ResponseLimit.class);
        long limit = own == null ? maxResponseBytes : own.bytes();
        if (body.contentLength() > limit) {
            response.close();
            throw tooLarge(request);
        }
        return response.newBuilder().body(new BoundedBody(body, limit, request)).build();
    }

    /** For the answer's body too: there the request has certainly been sent. */
    static HttpFailure failure(IOException cause, Request request, boolean mayHaveLeft) {
        if (cause instanceof HttpFailure known) {
            return known;
        }
        return new HttpFailure(
                reason(cause), effect(request, mayHaveLeft), request.url().host(), cause);
    }

    static HttpFailure tooLarge(Request request) {
        return new HttpFailure(
                HttpFailure.Reason.ANSWER_TOO_LARGE,
                effect(request, true),
                request.url().host(),
                null);
    }

    private static Effect effect(Request request, boolean mayHaveLeft) {
        return mayHaveLeft && !isSafe(request) ? Effect.UNKNOWN : Effect.NOT_APPLIED;
    }

    private static HttpFailure.Reason reason(IOException cause) {
        if (cause instanceof UnknownHostException) {
            return HttpFailure.Reason.NAME_NOT_RESOLVED;
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return HttpFailure.Reason.CONNECT_FAILED;
        }
        if (cause instanceof SSLException) {
            return HttpFailure.Reason.TLS_FAILED;
        }
        // SocketTimeoutException, and OkHttp's own for the whole call.
        if (cause instanceof InterruptedIOException) {
            return HttpFailure.Reason.TIMED_OUT;
        }
        return HttpFailure.Reason.CONNECTION_LOST;
    }

    private static boolean isSafe(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }
}
