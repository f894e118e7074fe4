package dev.footbridge.http;

import dev.footbridge.core.connector.ConnectorException.Effect;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Turns whatever goes wrong into an {@link HttpFailure} that knows whether the request may have had an effect, and
 * bounds the answer. A GET or HEAD whose connection broke is sent a second time: an idle connection that the other side
 * closed is found out only by using it, and OkHttp checks that beforehand for other methods only.
 */
final class SendOnce implements Interceptor {

    private final long maxResponseBytes;

    SendOnce(long maxResponseBytes) {
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
            HttpFailure failure = failure(first, request, progress.mayHaveLeft());
            boolean broken = progress.mayHaveLeft() && failure.reason() == HttpFailure.Reason.CONNECTION_LOST;
            // The time limit of the whole call also works by cancelling it.
            if (!isSafe(request) || !broken || chain.call().isCanceled()) {
                throw failure;
            }
            response = proceedAgain(chain, request, progress);
        }
        return bounded(request, response);
    }

    private static Response proceedAgain(Chain chain, Request request, SendMark.Progress progress) throws HttpFailure {
        try {
            return chain.proceed(request);
        } catch (IOException second) {
            throw failure(second, request, progress.mayHaveLeft());
        }
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
        Effect effect = mayHaveLeft && !isSafe(request) ? Effect.UNKNOWN : Effect.NOT_APPLIED;
        return new HttpFailure(reason(cause), effect, request.url().host(), cause);
    }

    static HttpFailure tooLarge(Request request) {
        Effect effect = isSafe(request) ? Effect.NOT_APPLIED : Effect.UNKNOWN;
        return new HttpFailure(
                HttpFailure.Reason.ANSWER_TOO_LARGE, effect, request.url().host(), null);
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
