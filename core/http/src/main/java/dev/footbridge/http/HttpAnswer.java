package dev.footbridge.http;

import okhttp3.Headers;

/** A whole answer in memory, whatever its status; bounded by the request's or the client's limit. */
public final class HttpAnswer {

    private final int status;
    private final Headers headers;
    private final byte[] body;

    HttpAnswer(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Headers headers() {
        return headers;
    }

    /** The body, not a copy: the answer belongs to whoever asked. */
    public byte[] body() {
        return body;
    }

    /** Without body and headers: both may hold content. */
    @Override
    public String toString() {
        return "HttpAnswer[" + status + ", " + body.length + " bytes]";
    }
}
