package dev.footbridge.gchat;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Google's HTTP interface over our client, which sends once, guards hosts and bounds answers. Bodies are small and held
 * in memory; unlike Google's own transports it knows {@code PATCH}.
 */
final class GchatTransport extends HttpTransport {

    private final OkHttpClient client;

    GchatTransport(OkHttpClient client) {
        this.client = client;
    }

    @Override
    public boolean supportsMethod(String method) {
        return true;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Outgoing(client, method, url);
    }

    private static final class Outgoing extends LowLevelHttpRequest {

        private final OkHttpClient client;
        private final String method;
        private final Request.Builder request;

        Outgoing(OkHttpClient client, String method, String url) {
            this.client = client;
            this.method = method;
            this.request = new Request.Builder().url(url);
        }

        @Override
        public void addHeader(String name, String value) {
            // OkHttp asks for compression by itself, and unpacks only what it asked for.
            if (!name.equalsIgnoreCase("Accept-Encoding")) {
                request.addHeader(name, value);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            return new Incoming(
                    client.newCall(request.method(method, body()).build()).execute());
        }

        private @Nullable RequestBody body() throws IOException {
            if (getStreamingContent() == null) {
                return method.equals("POST") || method.equals("PATCH")
                        ? RequestBody.create(new byte[0], (MediaType) null)
                        : null;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            getStreamingContent().writeTo(bytes);
            String type = getContentType();
            return RequestBody.create(bytes.toByteArray(), type == null ? null : MediaType.parse(type));
        }
    }

    private static final class Incoming extends LowLevelHttpResponse {

        private final Response response;
        private final Headers headers;

        Incoming(Response response) {
            this.response = response;
            // Google's library would follow it by itself, and fails in its own way where it leads to no server.
            this.headers = response.headers().newBuilder().removeAll("Location").build();
        }

        @Override
        public @Nullable InputStream getContent() {
            ResponseBody body = response.body();
            return body == null ? null : body.byteStream();
        }

        @Override
        public @Nullable String getContentEncoding() {
            return response.header("Content-Encoding");
        }

        @Override
        public long getContentLength() {
            ResponseBody body = response.body();
            return body == null ? 0 : body.contentLength();
        }

        @Override
        public @Nullable String getContentType() {
            return response.header("Content-Type");
        }

        @Override
        public String getStatusLine() {
            return response.protocol() + " " + response.code() + " " + response.message();
        }

        @Override
        public int getStatusCode() {
            return response.code();
        }

        @Override
        public String getReasonPhrase() {
            return response.message();
        }

        @Override
        public int getHeaderCount() {
            return headers.size();
        }

        @Override
        public String getHeaderName(int index) {
            return headers.name(index);
        }

        @Override
        public String getHeaderValue(int index) {
            return headers.value(index);
        }

        @Override
        public void disconnect() {
            response.close();
        }
    }
}
